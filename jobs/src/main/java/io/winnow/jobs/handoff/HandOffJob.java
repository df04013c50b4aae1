package io.winnow.jobs.handoff;

import io.winnow.contract.BatchManifest;
import io.winnow.contract.BatchWriter;
import io.winnow.contract.ContractVersion;
import io.winnow.contract.HandOff;
import io.winnow.contract.OutboundSentence;
import io.winnow.jobs.Job;
import io.winnow.jobs.Run;
import io.winnow.jobs.labels.LabelSettings;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Writes what the vendor gets of a round: batches, manifest, checksums, pages to read. Where
 * control items are mixed in or private matter is replaced, tables of what is what go to a place of
 * their own, see {@link SentRecords} and {@link SentRedactions}.
 *
 * @param scoring how the model predicts control items that no model has predicted before
 */
public record HandOffJob(
    HandoffSettings settings, LabelSettings labels, ScoreSettings scoring, int round)
    implements Job {

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("hand-off", "Hand-off of round " + round, workspace.outbox(round));
  }

  @Override
  public Publication run(Run run) {
    Pointer selection =
        run.published()
            .require(
                run.workspace().selection(round),
                "selection of round " + round,
                "run 'winnow select --round %d'".formatted(round));
    ShownColumns shown = new ShownColumns(settings.shown(), run.published());
    Dataset<Row> chosen = run.published().table(selection, "selection", Schemas.SELECTION);
    Dataset<Row> selected = shown.added(chosen);
    Gate gate = Gate.of(run, settings, chosen, round);
    Screening screening =
        gate.isOff()
            ? Screening.NONE
            : run.stage(
                "screen",
                () -> Screening.of(gate, settings.redaction(), run.published(), selected, round));
    run.workspace().makeFolder(run.workspace().inbox(round));
    Publication made = new Publication().output("batches", run.folder());
    BatchManifest manifest =
        settings.controls().areMixedIn() || !gate.isOff()
            ? underAliases(run, gate, shown, screening.open(selected), made)
            : run.stage("write", () -> write(run, gate, sentences(selected.orderBy("rank"))));
    if (!screening.reasons().isEmpty()) {
      made.count(Withheld.COUNT, screening.reasons().size());
    }
    return made.count("sentences", manifest.rows())
        .count("words", manifest.words())
        .count("batches", manifest.files().size())
        .say(summary(run, manifest, made.counts()) + screening.summary());
  }

  /** Writes batches under aliases, and adds to what was made the tables of what is what. */
  private BatchManifest underAliases(
      Run run, Gate gate, ShownColumns shown, Dataset<Row> selected, Publication made) {
    Path folder = new Path(run.workspace().checks(round), run.id().folder());
    Path table = new Path(folder, "records");
    Mailing mailing =
        run.stage(
            "checks", () -> mailing(run, gate, shown, selected, new Path(folder, "readings")));
    BatchManifest manifest = run.stage("write", () -> write(run, gate, mailing));
    run.stage("table", () -> SentRecords.write(run.spark(), mailing.sent(), table));
    made.output(SentRecords.OUTPUT, table);
    if (settings.controls().areMixedIn()) {
      made.count("known", mailing.count(Purpose.KNOWN))
          .count("repeats", mailing.count(Purpose.REPEAT));
    }
    if (!gate.isOff()) {
      made.count(
              "placeholders",
              manifest.redacted().values().stream().mapToLong(Long::longValue).sum())
          .count("redacted", mailing.redactions().size());
    }
    if (!mailing.redactions().isEmpty()) {
      Path redactions = new Path(folder, SentRedactions.OUTPUT);
      run.stage(
          "redactions", () -> SentRedactions.write(run.spark(), mailing.redactions(), redactions));
      made.output(SentRedactions.OUTPUT, redactions);
    }
    if (gate.placeholders().hasNew()) {
      Path placeholders = new Path(folder, DocumentPlaceholders.OUTPUT);
      run.stage("placeholders", () -> gate.placeholders().write(run.spark(), placeholders));
      made.output(DocumentPlaceholders.OUTPUT, placeholders);
    }
    return manifest;
  }

  private Mailing mailing(
      Run run, Gate gate, ShownColumns shown, Dataset<Row> selected, Path predictions) {
    Aliases aliases = Aliases.of(run.seed(), run.published().corpus().run(), round);
    Dataset<Row> work =
        settings.controls().areMixedIn()
            ? shuffled(selected, aliases.number("order"))
            : selected.orderBy("rank");
    return new Mailing(
        sentences(work),
        settings.controls().areMixedIn()
            ? new ControlDraw(run, settings, scoring, aliases, gate, shown, round)
                .draw(work, predictions)
            : Map.of(),
        aliases,
        settings.batchSentences(),
        gate,
        new ArrayList<>(),
        new ArrayList<>());
  }

  /**
   * Groups of one batch stay together, the first ranks first, but each group is shuffled: where
   * suggestions get surer from row to row, a control item would stand out.
   */
  private Dataset<Row> shuffled(Dataset<Row> selected, long seed) {
    Column lot = functions.floor(functions.col("rank").minus(1).divide(settings.batchSentences()));
    return selected.orderBy(
        lot, functions.xxhash64(functions.lit(seed), functions.col("id")), functions.col("id"));
  }

  private static Iterator<OutboundSentence> sentences(Dataset<Row> inOrder) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(inOrder.toLocalIterator(), 0), false)
        .map(HandOffJob::sentence)
        .iterator();
  }

  private BatchManifest write(Run run, Gate gate, Iterator<OutboundSentence> sentences) {
    Workspace workspace = run.workspace();
    Path target = run.folder();
    HandOff handOff =
        new HandOff(
            version(gate),
            round,
            settings.batchSentences(),
            settings.annotatorsPerSentence(),
            run.published().types(),
            gate.guidelines(labels.guidelines()));
    try {
      workspace.makeFolder(target);
      return new BatchWriter(workspace.files(), handOff, run.vendorKey()).write(target, sentences);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write annotation batches to " + target, e);
    }
  }

  /**
   * That of before there were context, metadata and placeholders, where none of them is asked for.
   */
  private ContractVersion version(Gate gate) {
    return gate.isOff() && !settings.shown().areOn()
        ? ContractVersion.V1_0
        : ContractVersion.newest();
  }

  /** Under its sentence id. */
  static OutboundSentence sentence(Row row) {
    return new OutboundSentence(
        row.getAs("id"),
        row.getAs("text"),
        Rows.words(row),
        Rows.confidentSpans(row, "suggestions"),
        Rows.versions(row, "versions"),
        List.of(),
        ShownColumns.of(row));
  }

  private String summary(Run run, BatchManifest manifest, Map<String, Long> counts) {
    return "Hand-off: %,d sentences, %,d words%s; batches for the vendor (%d) are in\n  %s\n  put returns into\n  %s"
        .formatted(
            manifest.rows(),
            manifest.words(),
            (settings.controls().areMixedIn() ? controls(counts) : "")
                + placeholders(manifest, counts),
            manifest.files().size(),
            run.folder(),
            run.workspace().inbox(round));
  }

  /** Empty where none is asked for. */
  private static String placeholders(BatchManifest manifest, Map<String, Long> counts) {
    return !counts.containsKey("placeholders")
        ? ""
        : "; %,d placeholders in %,d sentences%s"
            .formatted(
                counts.get("placeholders"),
                counts.get("redacted"),
                manifest.redacted().isEmpty()
                    ? ""
                    : manifest.redacted().entrySet().stream()
                        .map(kind -> "%s %,d".formatted(kind.getKey(), kind.getValue()))
                        .collect(Collectors.joining(", ", " (", ")")));
  }

  /** How many sentences are control items, and how many were wanted, if these are not all. */
  private String controls(Map<String, Long> counts) {
    long known = counts.get("known");
    long repeats = counts.get("repeats");
    int work = (int) (counts.get("sentences") - known - repeats);
    return "; %s of them control items: %s with a known answer, %s repeats"
        .formatted(
            known + repeats,
            ofWanted(known, ControlDraw.wanted(settings.controls().knownShare(), work)),
            ofWanted(repeats, ControlDraw.wanted(settings.controls().repeatShare(), work)));
  }

  private static String ofWanted(long got, int wanted) {
    return got == wanted ? "%,d".formatted(got) : "%,d (of %,d wanted)".formatted(got, wanted);
  }
}
