package io.winnow.jobs.handoff;

import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.LabelSettings;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Tables;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.vendor.BatchManifest;
import io.winnow.vendor.BatchWriter;
import io.winnow.vendor.HandOff;
import io.winnow.vendor.OutboundSentence;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Writes what the vendor gets of a round: batches, manifest, checksums, a page to read. */
public record HandOffJob(
    JobContext context, HandoffSettings settings, LabelSettings labels, int round) {

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
    BatchManifest manifest = run.stage("write", () -> write(selection, target));
    run.input("selection", workspace, workspace.selection(round), selection);
    context.publish(
        run,
        shelf,
        1,
        Map.of("batches", target),
        Map.of(
            "sentences", manifest.rows(),
            "words", manifest.words(),
            "batches", (long) manifest.files().size()));
    workspace.makeFolder(workspace.inbox(round));
    say(manifest, target);
    return Outcome.DONE;
  }

  private BatchManifest write(Pointer selection, Path target) {
    Workspace workspace = context.workspace();
    HandOff handOff =
        new HandOff(
            round,
            settings.batchSentences(),
            settings.annotatorsPerSentence(),
            Entities.of(workspace),
            labels.guidelines());
    Iterator<Row> rows =
        Tables.read(context.spark().get(), workspace, selection, "selection", Schemas.SELECTION)
            .orderBy(functions.col("rank"))
            .toLocalIterator();
    Iterator<OutboundSentence> sentences =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public OutboundSentence next() {
            return sentence(rows.next());
          }
        };
    try {
      workspace.makeFolder(target);
      return new BatchWriter(workspace.files(), handOff).write(target, sentences);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write annotation batches to " + target, e);
    }
  }

  private static OutboundSentence sentence(Row row) {
    return new OutboundSentence(
        row.getAs("id"),
        row.getAs("text"),
        Rows.words(row),
        Rows.confidentSpans(row, "suggestions"));
  }

  private void say(BatchManifest manifest, Path target) {
    context
        .console()
        .say(
            "Hand-off: %,d sentences, %,d words; the vendor's batches (%d) are in\n  %s\n  and returns go to\n  %s"
                .formatted(
                    manifest.rows(),
                    manifest.words(),
                    manifest.files().size(),
                    target,
                    context.workspace().inbox(round)));
  }
}
