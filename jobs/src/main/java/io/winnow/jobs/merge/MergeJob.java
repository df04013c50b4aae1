package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.expr;

import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.Adjudicators;
import io.winnow.annotation.Judgements;
import io.winnow.annotation.SeenByPeople;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.ReturnManifestValidator;
import io.winnow.contract.ReturnValidator;
import io.winnow.contract.Signatures;
import io.winnow.contract.parquet.ReadingProcess;
import io.winnow.evaluation.quality.QualityReport;
import io.winnow.evaluation.quality.UnjudgedAnswers;
import io.winnow.foreign.PassedOver;
import io.winnow.jobs.Ending;
import io.winnow.jobs.Job;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.Runner;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.Decisions;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.jobs.labels.LearntTime;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.spark.QualityRows;
import io.winnow.spark.Schemas;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds the label store from everything that the vendor has delivered in any round and all
 * decisions of people. So a merge that runs twice, or after deliveries in another order, gives the
 * same labels.
 *
 * @param signatures what the vendor's key asks of returns
 * @param overdue what the vendor got by then is waited for no longer
 * @param accepted files that are merged as they are, though an earlier merge had them otherwise
 */
public record MergeJob(
    MergeSettings settings, Signatures signatures, Instant overdue, AcceptedChanges accepted)
    implements Job {

  private static final int ANNOTATORS_SHOWN = 10;

  public MergeJob(MergeSettings settings, Signatures signatures, Instant overdue) {
    this(settings, signatures, overdue, AcceptedChanges.NONE);
  }

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("merge", "Merge: no new file in any inbox", workspace.labels());
  }

  /** Done before if the label store was made from the same; waits while nothing is returned. */
  @Override
  public Optional<Ending> withoutRun(Runner runner, Published published) {
    Workspace workspace = published.workspace();
    MergeBasis basis = MergeBasis.of(published, settings, overdue);
    Optional<Pointer> before = published.latest(workspace.labels());
    Optional<RunManifest> earlier = before.map(published::manifest);
    requireWhole(basis.inboxes());
    earlier.ifPresent(merge -> basis.requireFilesOf(merge, accepted));
    if (earlier.filter(basis::isThatOf).isPresent()) {
      return Optional.of(identity(workspace).doneBefore(before.get()));
    }
    List<Integer> sent =
        published.rounds().stream().filter(it -> published.has(workspace.outbox(it))).toList();
    if (sent.isEmpty()) {
      throw new StepMissingException(
          workspace + " has sent nothing to the vendor yet: run 'winnow round'");
    }
    return basis.inboxes().returns().isEmpty() && earlier.isEmpty()
        ? Optional.of(
            Ending.waiting(
                "Merge: the vendor has returned nothing yet; put returns into %s%s"
                    .formatted(
                        workspace.inbox(sent.get(sent.size() - 1)),
                        MergeText.listed("\n  not read: ", basis.inboxes().passedOver()))))
        : Optional.empty();
  }

  /** What is left out of an inbox must not depend on which part of it was listed first. */
  private static void requireWhole(Inboxes inboxes) {
    if (!inboxes.endless().isEmpty()) {
      throw new MergeRefusedException(
          "Cannot merge: %s. Take out what is no return"
              .formatted(PassedOver.list(inboxes.passedOver())));
    }
  }

  @Override
  public Publication run(Run run) {
    MergeBasis basis = MergeBasis.of(run.published(), settings, overdue);
    requireWhole(basis.inboxes());
    try (ReadingProcess reader = new ReadingProcess(settings.limits().heapMegabytes());
        TakenReturns all = run.stage("take", () -> TakenReturns.take(run, basis.inboxes()))) {
      // Spark takes its time to start: what is being delivered has grown by then.
      run.spark();
      Optional<RunManifest> earlier =
          run.published().latest(run.workspace().labels()).map(run.published()::manifest);
      KnownDeliveries known = KnownDeliveries.of(earlier);
      TakenReturns taken =
          all.settled()
              .asManifestsSay(
                  new ReturnManifestValidator(
                      run.workspace().files(),
                      run.vendorKey(),
                      signatures,
                      reader,
                      settings.limits()))
              .after(known, accepted);
      List<String> changes = requireNews(earlier, basis, taken);
      Publication made = merged(run, basis, known, taken, reader);
      changes.forEach(made::say);
      MergeText.sayNotMerged(made, basis, taken);
      return made;
    } finally {
      run.workspace().remove(new Path(run.folder(), ValidatedReturns.WORKING));
    }
  }

  /**
   * @return accepted changes since the last merge, a line each
   */
  private List<String> requireNews(
      Optional<RunManifest> earlier, MergeBasis basis, TakenReturns taken) {
    List<String> changes =
        earlier.map(it -> basis.requireFilesOf(it, accepted, taken)).orElse(List.of());
    boolean isNew = earlier.map(it -> !basis.isThatOf(it, taken)).orElse(!taken.files().isEmpty());
    List<PassedOver> left = new ArrayList<>(taken.waiting());
    left.addAll(taken.refused());
    if (!isNew && !left.isEmpty()) {
      throw new DeliveryWaitsException(left);
    }
    return changes;
  }

  private Publication merged(
      Run run, MergeBasis basis, KnownDeliveries known, TakenReturns taken, ReadingProcess reader) {
    WeakAnnotators.record(run, settings.heard());
    SentWork sent = new SentWork(run.published());
    ValidatedReturns returns = new ValidatedReturns(run, sent);
    long rowsRead = run.stage("validate", () -> validate(run, taken, reader, sent, returns));
    List<ContractBreachException> refused = returns.refused();
    Set<String> names =
        refused.stream().map(ContractBreachException::file).collect(Collectors.toSet());
    basis.record(run, taken, names);
    known.record(run, taken.files().stream().filter(it -> !names.contains(it.name())).toList());
    if (!refused.isEmpty() && refused.size() == taken.files().size()) {
      returns.discardAnnotations();
      throw ContractBreachException.all(refused);
    }
    SortedMap<Integer, Path> rejected = returns.rejectedRows();
    requireFewRejects(returns, rowsRead, rejected);
    SortedMap<Integer, Path> annotated = run.stage("correct", returns::annotations);
    PublishedAnnotations annotations = PublishedAnnotations.of(run.published(), annotated);
    UnjudgedAnswers unjudged = run.stage("history", annotations::unjudged);
    Dataset<Row> missing =
        run.stage(
            "count",
            () ->
                Tables.kept(
                    annotations.missing(sent.asked(), overdue),
                    new Path(run.folder(), LabelStore.MISSING)));

    Decisions decisions = Decisions.of(run.published());
    LabelScheme types = run.published().types();
    WeakAnnotators weak =
        WeakAnnotators.of(run.workspace(), settings.heard(), types).without(decisions.excluded());
    Labelling labelling =
        run.stage(
            "settle",
            () -> {
              Gathered gathered =
                  Gathered.of(annotations.bySentence(decisions.excluded()), sent, types, weak, run);
              Adjudicator adjudicator =
                  Adjudicators.named(settings.adjudicator(), settings.ties())
                      .chosenFor(gathered.people(), gathered.everyone());
              return new Labelling(run, settings, decisions, sent, gathered, adjudicator);
            });
    run.stage("labels", labelling::write);
    QualityReport quality =
        run.stage("quality", () -> quality(labelling, unjudged, weak.names(), run));
    Map<String, Long> counts = roundCounts(sent, missing);
    counts.putAll(returns.counts());
    counts.putAll(labelling.counts());

    Publication made = new Publication().counts(counts);
    output(made, "rejected", rejected);
    output(made, "annotations", annotated);
    LabelStore.TABLES.forEach(name -> made.output(name, new Path(run.folder(), name)));
    MergeText.say(made, returns, counts, rejected);
    labelling.choice().ifPresent(made::say);
    if (quality.annotators().size() > 1) {
      made.say(QualityText.of(quality, ANNOTATORS_SHOWN).stripTrailing());
    }
    QualityText.warning(quality.suggested()).ifPresent(made::say);
    LearntTime.addTo(made, labelling.gathered().times().learnt());
    if (!refused.isEmpty()) {
      made.count("refused-files", refused.size());
      made.failure(ContractBreachException.others(refused));
    }
    return made;
  }

  /** Tables by round, such as {@code rejected/0003}. */
  private static void output(Publication made, String name, SortedMap<Integer, Path> tables) {
    tables.forEach(
        (round, folder) -> made.output(String.format(Locale.ROOT, "%s/%04d", name, round), folder));
  }

  /** Whether the label store would change. */
  public boolean hasNews(Published published) {
    MergeBasis basis = MergeBasis.of(published, settings, overdue);
    return published
        .latest(published.workspace().labels())
        .map(pointer -> !basis.isThatOf(published.manifest(pointer)))
        .orElse(!basis.inboxes().returns().isEmpty());
  }

  private long validate(
      Run run, TakenReturns taken, ReadingProcess reader, SentWork sent, ValidatedReturns returns) {
    try (returns) {
      return new ReturnValidator(
              run.published().types(),
              settings.labels().typeMap(),
              sent.lookup(),
              settings.limits(),
              reader)
          .validate(run.workspace().files(), taken.files(), taken.again(), returns);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the returns", e);
    }
  }

  /** Reports on annotators and batches, and writes them. */
  private QualityReport quality(
      Labelling settled, UnjudgedAnswers unjudged, Set<String> weak, Run run) {
    Judgements people = settled.gathered().people();
    Judgements everyone = settled.gathered().everyone();
    QualityReport report =
        QualityReport.of(
                people,
                new SeenByPeople(people, everyone, settled),
                settled.gathered().facts(),
                unjudged,
                settings.minConfidence())
            .with(weak.isEmpty() ? List.of() : QualityReport.ofRules(everyone, settled, weak));
    try (AppendedTable annotators =
            new AppendedTable(run, LabelStore.ANNOTATORS, Schemas.ANNOTATORS);
        AppendedTable batches = new AppendedTable(run, LabelStore.BATCHES, Schemas.BATCH_QUALITY)) {
      report
          .annotators()
          .forEach(annotator -> annotators.add(QualityRows.of(annotator, people.scheme())));
      report.batches().forEach(batch -> batches.add(QualityRows.of(batch)));
    }
    return report;
  }

  /** How many sentences of each round were sent, have all their answers, or are overdue. */
  private static Map<String, Long> roundCounts(SentWork sent, Dataset<Row> missing) {
    Map<String, Long> counts = new TreeMap<>();
    sent.sentences()
        .forEach(
            (round, sentences) -> {
              counts.put(LabelStore.sentKey(round), sentences);
              counts.put(LabelStore.answeredKey(round), sentences);
              counts.put(LabelStore.overdueKey(round), 0L);
            });
    missing
        .groupBy("round")
        .agg(expr("count(*)"), expr("count_if(overdue)"))
        .collectAsList()
        .forEach(
            row -> {
              counts.merge(LabelStore.answeredKey(row.getInt(0)), -row.getLong(1), Long::sum);
              counts.put(LabelStore.overdueKey(row.getInt(0)), row.getLong(2));
            });
    return counts;
  }

  /** An annotation that its annotator has corrected is not a rejected row. */
  private void requireFewRejects(
      ValidatedReturns returns, long rowsRead, SortedMap<Integer, Path> rejected) {
    long bad = returns.counts().get("rejected");
    double share = rowsRead == 0 ? 0 : (double) bad / rowsRead;
    if (share > settings.maxRejectShare()) {
      returns.discardAnnotations();
      throw new MergeRefusedException(
          "Cannot merge: %d of %d returned rows are rejected, a share of %.3f; merge.max-reject-share is %.3f. %s\n%s\nAll of them with reasons, to send back to the vendor: %s\nTake the files that are wrong out of the inbox, or raise merge.max-reject-share"
              .formatted(
                  bad,
                  rowsRead,
                  share,
                  settings.maxRejectShare(),
                  returns.reasons(),
                  returns.messages().stream().map("  "::concat).collect(Collectors.joining("\n")),
                  rejected.values()));
    }
  }
}
