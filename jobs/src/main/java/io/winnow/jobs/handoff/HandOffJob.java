package io.winnow.jobs.handoff;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.BatchManifest;
import io.winnow.contract.BatchWriter;
import io.winnow.contract.HandOff;
import io.winnow.contract.OutboundSentence;
import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.LabelSettings;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunId;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Writes what the vendor gets of a round: batches, manifest, checksums, pages to read. Where checks
 * are mixed in, a table of what is what goes to a place of its own, see {@link SentRecords}.
 *
 * @param scoring how the model reads checks that none has read before
 */
public record HandOffJob(
    JobContext context,
    HandoffSettings settings,
    LabelSettings labels,
    ScoreSettings scoring,
    int round) {

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.outbox(round);
    Optional<Pointer> before = shelf.latest();
    if (before.isPresent()) {
      return context.alreadyDone("Hand-off of round " + round, before.get());
    }
    Pointer selection =
        context.require(
            workspace.selection(round),
            "selection of round " + round,
            "run 'winnow select --round %d'".formatted(round));
    RunRecorder run = context.start("hand-off");

    Path target = shelf.newRun(run.run());
    Dataset<Row> selected =
        Tables.read(context.spark().get(), workspace, selection, "selection", Schemas.SELECTION);
    Map<String, Path> outputs = new TreeMap<>(Map.of("batches", target));
    Map<String, Long> counts = new TreeMap<>();
    BatchManifest manifest;
    if (settings.mixesChecks()) {
      Path checks = new Path(workspace.checks(round), run.run().folder());
      Path table = new Path(checks, "records");
      Mailing mailing = run.stage("checks", () -> mailing(selected, new Path(checks, "readings")));
      manifest = run.stage("write", () -> write(mailing, target));
      run.stage("table", () -> SentRecords.write(context.spark().get(), mailing.sent(), table));
      outputs.put(SentRecords.OUTPUT, table);
      counts.put("known", mailing.count(Purpose.KNOWN));
      counts.put("repeats", mailing.count(Purpose.REPEAT));
    } else {
      manifest = run.stage("write", () -> write(sentences(selected.orderBy("rank")), target));
    }
    run.input("selection", workspace, workspace.selection(round), selection);
    if (settings.mixesChecks()) {
      workspace
          .labels()
          .latest()
          .ifPresent(labelled -> run.input("labels", workspace, workspace.labels(), labelled));
    }
    counts.put("sentences", manifest.rows());
    counts.put("words", manifest.words());
    counts.put("batches", (long) manifest.files().size());
    context.publish(run, shelf, 1, outputs, counts);
    workspace.makeFolder(workspace.inbox(round));
    say(manifest, counts, target);
    return Outcome.DONE;
  }

  private Mailing mailing(Dataset<Row> selected, Path readings) {
    RunId corpus = context.workspace().corpus().latest().orElseThrow().run();
    Aliases aliases = Aliases.of(context.seed(), corpus, round);
    Dataset<Row> work = shuffled(selected, aliases.number("order"));
    return new Mailing(
        sentences(work),
        new CheckDraw(context, settings, scoring, aliases, round).draw(work, readings),
        aliases,
        round,
        settings.batchSentences());
  }

  /**
   * As many sentences as a batch holds stay together, the first ranks first, but each such lot is
   * shuffled: where suggestions get surer from row to row, a check would stand out.
   */
  private Dataset<Row> shuffled(Dataset<Row> selected, long seed) {
    Column lot = functions.floor(functions.col("rank").minus(1).divide(settings.batchSentences()));
    return selected.orderBy(
        lot, functions.xxhash64(functions.lit(seed), functions.col("id")), functions.col("id"));
  }

  private static Iterator<OutboundSentence> sentences(Dataset<Row> inOrder) {
    Iterator<Row> rows = inOrder.toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public OutboundSentence next() {
        return sentence(rows.next());
      }
    };
  }

  private BatchManifest write(Iterator<OutboundSentence> sentences, Path target) {
    Workspace workspace = context.workspace();
    HandOff handOff =
        new HandOff(
            round,
            settings.batchSentences(),
            settings.annotatorsPerSentence(),
            Entities.of(workspace),
            labels.guidelines());
    try {
      workspace.makeFolder(target);
      return new BatchWriter(workspace.files(), handOff, context.vendorKey())
          .write(target, sentences);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write annotation batches to " + target, e);
    }
  }

  /** Under its sentence id. */
  static OutboundSentence sentence(Row row) {
    return sentence(row, Rows.confidentSpans(row, "suggestions"));
  }

  static OutboundSentence sentence(Row row, List<ConfidentSpan> suggestions) {
    return new OutboundSentence(
        row.getAs("id"),
        row.getAs("text"),
        Rows.words(row),
        suggestions,
        Rows.versions(row, "versions"));
  }

  private void say(BatchManifest manifest, Map<String, Long> counts, Path target) {
    context
        .console()
        .say(
            "Hand-off: %,d sentences, %,d words%s; the vendor's batches (%d) are in\n  %s\n  and returns go to\n  %s"
                .formatted(
                    manifest.rows(),
                    manifest.words(),
                    checks(counts),
                    manifest.files().size(),
                    target,
                    context.workspace().inbox(round)));
  }

  /** How many of the sentences are checks, and how many were asked for, if these are not all. */
  private String checks(Map<String, Long> counts) {
    if (!settings.mixesChecks()) {
      return "";
    }
    long known = counts.get("known");
    long repeats = counts.get("repeats");
    int work = (int) (counts.get("sentences") - known - repeats);
    return "; %s of them checks: %s with a known answer, %s a second time"
        .formatted(
            known + repeats,
            ofWanted(known, CheckDraw.wanted(settings.knownShare(), work)),
            ofWanted(repeats, CheckDraw.wanted(settings.repeatShare(), work)));
  }

  private static String ofWanted(long got, int wanted) {
    return got == wanted ? "%,d".formatted(got) : "%,d (of %,d wanted)".formatted(got, wanted);
  }
}
