package io.winnow.jobs.merge;

import io.winnow.annotation.Adjudicators;
import io.winnow.contract.ReturnManifestValidator;
import io.winnow.contract.ReturnValidator;
import io.winnow.evaluation.quality.QualityReport;
import io.winnow.jobs.AppendedTable;
import io.winnow.jobs.Deadline;
import io.winnow.jobs.Ending;
import io.winnow.jobs.Job;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.Runner;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.Decisions;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes the label store anew from everything that the vendor has delivered in any round and all
 * that people have decided. So a merge that is done twice, or after deliveries in another order,
 * ends with the same labels.
 *
 * @param deadline how long answers are waited for
 */
public record MergeJob(MergeSettings settings, Deadline deadline) implements Job {

  private static final int ANNOTATORS_SHOWN = 10;

  @Override
  public String name() {
    return "merge";
  }

  @Override
  public String title() {
    return "Merge: no new file in any inbox";
  }

  @Override
  public Shelf shelf(Workspace workspace) {
    return workspace.labels();
  }

  /** Done before if the label store was made from the same; waits while nothing is returned. */
  @Override
  public Optional<Ending> withoutRun(Runner runner, Published published) {
    Workspace workspace = published.workspace();
    MergeBasis basis = MergeBasis.of(published, settings, deadline);
    Optional<Pointer> before = published.latest(workspace.labels());
    Optional<RunManifest> earlier = before.map(published::manifest);
    earlier.ifPresent(basis.deliveries()::requireAllOf);
    if (earlier.filter(basis::isThatOf).isPresent()) {
      return Optional.of(Ending.doneBefore(title(), before.get()));
    }
    List<Integer> sent =
        published.rounds().stream().filter(it -> published.has(workspace.outbox(it))).toList();
    if (sent.isEmpty()) {
      throw new StepMissingException(
          workspace + " has sent nothing to the vendor yet: run 'winnow round'");
    }
    return basis.deliveries().files().isEmpty()
        ? Optional.of(
            Ending.waiting(
                "Merge: nothing returned yet; returns go to "
                    + workspace.inbox(sent.get(sent.size() - 1))))
        : Optional.empty();
  }

  @Override
  public Publication run(Run run) {
    MergeBasis basis = MergeBasis.of(run.published(), settings, deadline);
    basis.record(run);
    Sent sent = Sent.of(run.published());
    MergeTables tables = new MergeTables(run);

    JudgedReturns judged = new JudgedReturns(run.spark(), tables.working());
    long rowsRead = run.stage("check", () -> judge(run, basis.deliveries(), sent, judged));
    Map<String, Path> rejected =
        run.stage(
            "rejected", () -> tables.writeRejected(judged.rejectedRows(), judged.rejectedRounds()));
    requireFewRejects(judged, rowsRead, rejected);
    Answers answers = run.stage("history", () -> history(run, judged, sent, tables));
    Map<String, Path> annotations =
        run.stage(
            "annotations",
            () -> tables.writeAnnotations(answers.history(), sent.roundsOf(judged.batches())));
    QualityReport quality = settle(run, answers, sent, tables);
    MergeCounts counts = run.stage("count", () -> count(run, judged, answers, tables));
    run.workspace().remove(tables.working());

    Publication.Builder made =
        Publication.builder()
            .outputs(rejected)
            .outputs(annotations)
            .output(LabelStore.LABELS, tables.labels())
            .output(LabelStore.DISPUTES, tables.disputes())
            .output(LabelStore.MISSING, tables.missing())
            .output(LabelStore.ANNOTATORS, tables.annotators())
            .output(LabelStore.BATCHES, tables.batches())
            .output(LabelStore.COMPARISON, tables.comparison())
            .counts(counts.published());
    say(made, judged, counts, rejected);
    if (quality.annotators().size() > 1) {
      made.say(QualityText.of(quality, ANNOTATORS_SHOWN).stripTrailing());
    }
    return made.build();
  }

  /** Whether the label store would change. */
  public boolean hasNews(Published published) {
    MergeBasis basis = MergeBasis.of(published, settings, deadline);
    return published
        .latest(published.workspace().labels())
        .map(pointer -> !basis.isThatOf(published.manifest(pointer)))
        .orElse(!basis.deliveries().files().isEmpty());
  }

  private long judge(Run run, Deliveries deliveries, Sent sent, JudgedReturns judged) {
    Workspace workspace = run.workspace();
    try (judged) {
      ReturnManifestValidator manifests =
          new ReturnManifestValidator(workspace.files(), run.vendorKey());
      for (int round : run.published().rounds()) {
        manifests.validate(workspace.inbox(round), deliveries.of(round));
      }
      return new ReturnValidator(run.published().types(), sent.lookup())
          .validate(workspace.files(), deliveries.files(), judged);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the returns", e);
    }
  }

  private Answers history(Run run, JudgedReturns judged, Sent sent, MergeTables tables) {
    return Answers.of(
        run.published(),
        judged.history(),
        sent,
        SentTable.of(run.published(), sent, deadline),
        new Path(tables.working(), "history"));
  }

  private QualityReport settle(Run run, Answers answers, Sent sent, MergeTables tables) {
    Decisions decisions = Decisions.of(run.published());
    LabelScheme types = run.published().types();
    Dataset<Row> sentences =
        run.stage(
            "gather",
            () ->
                Tables.kept(
                    answers.bySentence(decisions.excluded()),
                    new Path(tables.working(), "sentences")));
    WeakAnnotators weak = WeakAnnotators.of(run.workspace(), settings.heard(), types);
    Settling settling =
        run.stage(
            "settle",
            () ->
                Settling.of(
                    sentences,
                    types,
                    Adjudicators.named(settings.adjudicator(), settings.ties()),
                    weak.without(decisions.excluded())));
    run.stage(
        "labels",
        () -> {
          AppendedTable settled =
              tables.append(Settling.SETTLED, new Path(tables.working(), "settled"));
          try (settled) {
            settling.writeTo(settled, settings.minConfidence());
          }
          tables.writeLabels(settled.read(), sentences, decisions, settings);
        });
    return run.stage(
        "quality",
        () ->
            new Quality(settling, answers, sent.batches(), settings.minConfidence())
                .write(sentences, tables));
  }

  private MergeCounts count(Run run, JudgedReturns judged, Answers answers, MergeTables tables) {
    Dataset<Row> counted = Tables.kept(answers.counts(), new Path(tables.working(), "counts"));
    tables.writeMissing(counted);
    return MergeCounts.of(run.spark(), tables, judged, counted);
  }

  /** An answer that its annotator has corrected since is no bad row. */
  private void requireFewRejects(JudgedReturns judged, long rowsRead, Map<String, Path> outputs) {
    long bad = judged.rejectedCount();
    double share = rowsRead == 0 ? 0 : (double) bad / rowsRead;
    if (share > settings.maxRejectShare()) {
      throw new TooManyRejectsException(
          "Cannot merge: %d of %d returned rows are rejected, a share of %.3f; merge.max-reject-share is %.3f. %s\nAll of them with reasons, to send back to the vendor: %s\nTake the files that are wrong out of the inbox, or raise merge.max-reject-share"
              .formatted(
                  bad,
                  rowsRead,
                  share,
                  settings.maxRejectShare(),
                  reasons(judged),
                  outputs.values()));
    }
  }

  private static String reasons(JudgedReturns judged) {
    return judged.reasons().entrySet().stream()
        .map(reason -> "%s %d".formatted(reason.getKey(), reason.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static void say(
      Publication.Builder made,
      JudgedReturns judged,
      MergeCounts counts,
      Map<String, Path> rejected) {
    made.say(
        "Merge: %,d answers accepted, %,d rejected, %,d repeated%s\n  label store: %,d sentences, %,d words%s"
            .formatted(
                judged.standing(),
                judged.rejectedCount(),
                judged.repeatedCount(),
                judged.corrected() == 0
                    ? ""
                    : ", %,d replaced by a later answer".formatted(judged.corrected()),
                counts.labels(),
                counts.words(),
                counts.disputes() == 0
                    ? ""
                    : "\n  disputed: %,d sentences, of which %,d wait for a person ('winnow labels disputes')"
                        .formatted(counts.disputes(), counts.forPerson())));
    if (judged.rejectedCount() > 0) {
      made.say("Rejected: " + reasons(judged));
      judged.messages().forEach(message -> made.say("  " + message));
      rejected.values().forEach(path -> made.say("  all of them: " + path));
    }
  }
}
