package io.winnow.jobs.exchange;

import io.winnow.contract.BatchManifest;
import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.contract.SimulatedVendor;
import io.winnow.exchange.SentBatches;
import io.winnow.exchange.ToolFormat;
import io.winnow.exchange.VendorExport;
import io.winnow.exchange.VendorImport;
import io.winnow.jobs.Intake;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.handoff.SentRecords;
import io.winnow.jobs.handoff.SentRedactions;
import io.winnow.jobs.ingest.InputException;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.workspace.Workspace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is done with a round's batches instead of sending them. */
public record VendorJobs(Runner runner, int round) {

  /** Of a tool whose exports hold all sentences alike. */
  private static final String UNOPENED =
      "\n  what nobody opens comes back as it was suggested: export only what annotators approved";

  /**
   * Writes the batches for another tool.
   *
   * @param folder absent or empty
   */
  public Outcome export(ToolFormat format, Path folder) {
    Workspace workspace = runner.workspace();
    Path batches = batches();
    try {
      BatchManifest manifest =
          new VendorExport(folder.getFileSystem(workspace.files().getConf()), folder, format)
              .write(workspace.files(), batches);
      return done(
          "Export: %d sentences of round %d in %d files for %s in\n  %s%s",
          manifest.rows(),
          round,
          manifest.files().size(),
          format,
          folder,
          format.namesAnnotators() ? "" : UNOPENED);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot export round " + round, e);
    }
  }

  /**
   * Puts the exports of another tool into the inbox as one return.
   *
   * @param files one at least
   * @param summary gets what was understood
   */
  public Outcome importReturn(VendorImport settings, List<Path> files, Consumer<Intake> summary) {
    Workspace workspace = runner.workspace();
    Path batches = batches();
    try {
      SentBatches sent = SentBatches.read(workspace.files(), batches);
      ImportIntake intake = new ImportIntake(sent.sentences());
      VendorImport.Imported imported =
          settings.run(
              files,
              sent,
              workspace.files(),
              workspace.inbox(round),
              runner.host().vendorKey(),
              intake);
      summary.accept(intake.of(imported));
      return Outcome.DONE;
    } catch (FileNotFoundException e) {
      throw new InputException("Cannot import: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot import into round " + round, e);
    }
  }

  /** Answers the batches from gold, as annotators with so many errors would. */
  public Outcome simulate(int annotators, ErrorRates errors) {
    Workspace workspace = runner.workspace();
    Path batches = batches();
    SentRecords records = SentRecords.of(runner.published(), round);
    SentRedactions redactions = SentRedactions.of(runner.published(), round);
    Map<String, List<EntitySpan>> gold = gold(records);
    if (gold.isEmpty()) {
      throw new StepMissingException(
          "%s has no gold labels for the sentences of round %d; the vendor can be simulated only from a labelled corpus"
              .formatted(workspace, round));
    }
    SimulatedVendor vendor =
        new SimulatedVendor(
            workspace.files(),
            SimulatedVendor.crew(annotators, errors, runner.seed()),
            runner.host().vendorKey());
    try {
      List<Path> returns =
          vendor.answer(
              batches,
              id ->
                  Optional.ofNullable(gold.get(records.sentenceId(id)))
                      .map(spans -> redactions.sent(id, spans)),
              workspace.inbox(round));
      return done(
          "Vendor (simulated): %d annotators wrote %d returns to\n  %s",
          annotators, returns.size(), workspace.inbox(round));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot answer the batches of round " + round, e);
    }
  }

  /** Gold of the round's selection and of its control items, by sentence id. */
  private Map<String, List<EntitySpan>> gold(SentRecords records) {
    Published published = runner.published();
    Dataset<Row> sent =
        records.byRecord().isEmpty()
            ? published.selection(round).orElseThrow().select("id")
            : SentRecords.read(published, round).orElseThrow().select("id").distinct();
    Dataset<Row> known = published.table(published.corpus(), "gold", Schemas.GOLD);
    Map<String, List<EntitySpan>> gold = new HashMap<>();
    for (Row row : known.join(sent, "id").collectAsList()) {
      gold.put(row.getAs("id"), Rows.spans(row, "spans"));
    }
    return gold;
  }

  private Path batches() {
    return runner.workspace().resolve(runner.published().outbox(round).output("batches"));
  }

  private Outcome done(String message, Object... values) {
    runner.console().say(message.formatted(values));
    return Outcome.DONE;
  }
}
