package io.winnow.jobs.merge;

import io.winnow.annotation.Adjudicators;
import io.winnow.contract.ReturnManifestValidator;
import io.winnow.contract.ReturnValidator;
import io.winnow.evaluation.quality.QualityReport;
import io.winnow.jobs.AppendedTable;
import io.winnow.jobs.Deadline;
import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.Decisions;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the label store anew from everything that the vendor has delivered in any round and all
 * that people have decided. So a merge that is done twice, or after deliveries in another order,
 * ends with the same labels.
 *
 * @param deadline how long answers are waited for
 */
public record MergeJob(JobContext context, MergeSettings settings, Deadline deadline) {

  private static final int ANNOTATORS_SHOWN = 10;

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.labels();
    Optional<Pointer> before = shelf.latest();
    MergeBasis basis = MergeBasis.of(workspace, settings, deadline);
    Optional<RunManifest> earlier =
        before.map(pointer -> RunManifest.read(workspace, pointer.run()));
    earlier.ifPresent(basis.deliveries()::requireAllOf);
    if (earlier.filter(basis::isThatOf).isPresent()) {
      return context.alreadyDone("Merge: no new file in any inbox", before.get());
    }
    Sent sent = Sent.of(workspace);
    if (sent.rounds().isEmpty()) {
      throw new StepMissingException(
          workspace + " has sent nothing to the vendor yet: run 'winnow round'");
    }
    if (basis.deliveries().files().isEmpty()) {
      context
          .console()
          .say(
              "Merge: nothing returned yet; returns go to "
                  + workspace.inbox(sent.rounds().lastKey()));
      return Outcome.WAITING;
    }
    RunRecorder run = context.start("merge");
    basis.record(run);
    SparkSession spark = context.spark().get();
    MergeTables tables = new MergeTables(context, run.run(), shelf.newRun(run.run()));

    JudgedReturns judged = new JudgedReturns(spark, tables.working());
    long rowsRead = run.stage("check", () -> judge(basis.deliveries(), sent, judged));
    Map<String, Path> outputs =
        new TreeMap<>(
            run.stage(
                "rejected",
                () -> tables.writeRejected(judged.rejectedRows(), judged.rejectedRounds())));
    requireFewRejects(judged, rowsRead, outputs);
    Answers answers = run.stage("history", () -> history(judged, sent, tables));
    outputs.putAll(
        run.stage(
            "annotations",
            () -> tables.writeAnnotations(answers.history(), sent.roundsOf(judged.batches()))));
    QualityReport quality = settle(run, answers, sent, tables);
    MergeCounts counts = run.stage("count", () -> count(judged, answers, tables));
    workspace.remove(tables.working());

    outputs.put(LabelStore.LABELS, tables.labels());
    outputs.put(LabelStore.DISPUTES, tables.disputes());
    outputs.put(LabelStore.MISSING, tables.missing());
    outputs.put(LabelStore.ANNOTATORS, tables.annotators());
    outputs.put(LabelStore.BATCHES, tables.batches());
    outputs.put(LabelStore.COMPARISON, tables.comparison());
    context.publish(
        run, shelf, before.map(Pointer::sequence).orElse(0) + 1, outputs, counts.published());
    say(judged, counts, outputs);
    if (quality.annotators().size() > 1) {
      context.console().say(QualityText.of(quality, ANNOTATORS_SHOWN).stripTrailing());
    }
    return Outcome.DONE;
  }

  /** Whether the label store would change. */
  public static boolean hasNews(Workspace workspace, MergeSettings settings, Deadline deadline) {
    MergeBasis basis = MergeBasis.of(workspace, settings, deadline);
    return workspace
        .labels()
        .latest()
        .map(pointer -> !basis.isThatOf(RunManifest.read(workspace, pointer.run())))
        .orElse(!basis.deliveries().files().isEmpty());
  }

  private long judge(Deliveries deliveries, Sent sent, JudgedReturns judged) {
    Workspace workspace = context.workspace();
    try (judged) {
      ReturnManifestValidator manifests =
          new ReturnManifestValidator(workspace.files(), context.vendorKey());
      for (int round : workspace.rounds()) {
        manifests.validate(workspace.inbox(round), deliveries.of(round));
      }
      return new ReturnValidator(Entities.of(context.workspace()), sent.lookup())
          .validate(context.workspace().files(), deliveries.files(), judged);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the returns", e);
    }
  }

  private Answers history(JudgedReturns judged, Sent sent, MergeTables tables) {
    SparkSession spark = context.spark().get();
    Workspace workspace = context.workspace();
    return Answers.of(
        spark,
        workspace,
        judged.history(),
        sent,
        SentTable.of(spark, workspace, sent, deadline),
        new Path(tables.working(), "history"));
  }

  private QualityReport settle(RunRecorder run, Answers answers, Sent sent, MergeTables tables) {
    Decisions decisions = Decisions.of(context.workspace());
    Dataset<Row> sentences =
        run.stage(
            "gather",
            () ->
                Tables.kept(
                    answers.bySentence(decisions.excluded()),
                    new Path(tables.working(), "sentences")));
    WeakAnnotators weak =
        WeakAnnotators.of(context.workspace(), settings.heard(), Entities.of(context.workspace()));
    Settling settling =
        run.stage(
            "settle",
            () ->
                Settling.of(
                    sentences,
                    Entities.of(context.workspace()),
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

  private MergeCounts count(JudgedReturns judged, Answers answers, MergeTables tables) {
    Dataset<Row> counted = Tables.kept(answers.counts(), new Path(tables.working(), "counts"));
    tables.writeMissing(counted);
    return MergeCounts.of(context.spark().get(), tables, judged, counted);
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

  private void say(JudgedReturns judged, MergeCounts counts, Map<String, Path> outputs) {
    context
        .console()
        .say(
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
      context.console().say("Rejected: " + reasons(judged));
      judged.messages().forEach(message -> context.console().say("  " + message));
      outputs.forEach(
          (name, path) -> {
            if (name.startsWith(MergeTables.REJECTED)) {
              context.console().say("  all of them: " + path);
            }
          });
    }
  }
}
