package io.winnow.jobs.exchange;

import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.contract.SimulatedVendor;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.handoff.SentRecords;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Answers a round's annotation batches from gold, as annotators with so many errors would. */
public record SimulateVendorJob(Runner runner, int annotators, ErrorRates errors, int round) {

  public Outcome run() {
    Published published = runner.published();
    Workspace workspace = runner.workspace();
    Pointer outbox = published.outbox(round);
    SentRecords records = SentRecords.of(published, round);
    Map<String, List<EntitySpan>> gold = gold(published, records);
    if (gold.isEmpty()) {
      throw new StepMissingException(
          "%s has no gold for what was sent in round %d; only a corpus with labels can play the vendor"
              .formatted(workspace, round));
    }
    SimulatedVendor vendor =
        new SimulatedVendor(
            workspace.files(), SimulatedVendor.crew(annotators, errors, runner.seed()));
    try {
      List<Path> returns =
          vendor.answer(
              workspace.resolve(outbox.output("batches")),
              id -> Optional.ofNullable(gold.get(records.sentenceId(id))),
              workspace.inbox(round));
      runner
          .console()
          .say(
              "Vendor (simulated): %d annotators returned %d files to\n  %s"
                  .formatted(annotators, returns.size(), workspace.inbox(round)));
      return Outcome.DONE;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot answer the batches of round " + round, e);
    }
  }

  /** Gold of the round's selection and of its control items, by sentence id. */
  private Map<String, List<EntitySpan>> gold(Published published, SentRecords records) {
    Dataset<Row> sent =
        records.all().isEmpty()
            ? published.selection(round).orElseThrow().select("id")
            : SentRecords.read(published, round).orElseThrow().select("id").distinct();
    Dataset<Row> known = published.table(published.corpus(), "gold", Schemas.GOLD);
    Map<String, List<EntitySpan>> gold = new HashMap<>();
    for (Row row : known.join(sent, "id").collectAsList()) {
      gold.put(row.getAs("id"), Rows.spans(row, "spans"));
    }
    return gold;
  }
}
