package io.winnow.jobs.exchange;

import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.contract.SimulatedVendor;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
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
import org.apache.spark.sql.SparkSession;

/** Answers a round's annotation batches from gold, as annotators with so many errors would. */
public record SimulateVendorJob(JobContext context, int annotators, ErrorRates errors, int round) {

  public Outcome run() {
    Workspace workspace = context.workspace();
    Pointer outbox =
        context.require(
            workspace.outbox(round),
            "batches of round " + round,
            "run 'winnow round' until it waits for the vendor");
    SentRecords records = SentRecords.of(context.spark(), workspace, round);
    Map<String, List<EntitySpan>> gold = gold(workspace, records);
    if (gold.isEmpty()) {
      throw new StepMissingException(
          "%s has no gold for what was sent in round %d; only a corpus with labels can play the vendor"
              .formatted(workspace, round));
    }
    SimulatedVendor vendor =
        new SimulatedVendor(
            workspace.files(), SimulatedVendor.crew(annotators, errors, context.seed()));
    try {
      List<Path> returns =
          vendor.answer(
              workspace.resolve(outbox.output("batches")),
              id -> Optional.ofNullable(gold.get(records.sentenceId(id))),
              workspace.inbox(round));
      context
          .console()
          .say(
              "Vendor (simulated): %d annotators returned %d files to\n  %s"
                  .formatted(annotators, returns.size(), workspace.inbox(round)));
      return Outcome.DONE;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot answer the batches of round " + round, e);
    }
  }

  /** Gold of the round's selection and of its checks, by sentence id. */
  private Map<String, List<EntitySpan>> gold(Workspace workspace, SentRecords records) {
    SparkSession spark = context.spark().get();
    Pointer corpus = workspace.corpus().latest().orElseThrow();
    Pointer selection = workspace.selection(round).latest().orElseThrow();
    Dataset<Row> sent =
        Tables.read(spark, workspace, selection, "selection", Schemas.SELECTION).select("id");
    if (!records.all().isEmpty()) {
      sent = SentRecords.read(spark, workspace, round).orElseThrow().select("id").distinct();
    }
    Dataset<Row> known = Tables.read(spark, workspace, corpus, "gold", Schemas.GOLD);
    Map<String, List<EntitySpan>> gold = new HashMap<>();
    for (Row row : known.join(sent, "id").collectAsList()) {
      gold.put(row.getAs("id"), Rows.spans(row, "spans"));
    }
    return gold;
  }
}
