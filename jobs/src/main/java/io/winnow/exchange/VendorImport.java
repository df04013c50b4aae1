package io.winnow.exchange;

import io.winnow.columns.ColumnQuery;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.ReturnLimits;
import io.winnow.contract.ReturnSink;
import io.winnow.contract.ReturnValidator;
import io.winnow.contract.ReturnWriter;
import io.winnow.contract.VendorKey;
import io.winnow.contract.parquet.BeyondBudgetException;
import io.winnow.contract.parquet.BudgetedInput;
import io.winnow.contract.parquet.ParquetIn;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.contract.parquet.ReadBudget;
import io.winnow.display.Excerpt;
import io.winnow.exchange.ImportSummary.Suggested;
import io.winnow.exchange.RecordTally.NotThatFormatException;
import io.winnow.exchange.ToolFormat.JsonTool;
import io.winnow.files.TextEncoding;
import io.winnow.foreign.ForeignFile.Stamp;
import io.winnow.foreign.NamedFile;
import io.winnow.foreign.NamedFile.IrregularException;
import io.winnow.offsets.OffsetDecision;
import io.winnow.offsets.OffsetTally;
import io.winnow.text.OffsetUnit;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Turns exports of another tool into one return in the inbox, where it is validated like any other.
 *
 * @param offsets what the exports count; empty: what the tool does by itself, unless a file's spans
 *     fit another unit better
 * @param annotator who answered where an export does not say; empty: such an answer is rejected
 * @param types how the workspace calls the tool's types; the return has them as the tool does, as
 *     the merge renames those of all returns
 * @param maxUnchangedShare of a tool that does not say who opened what, the largest share of
 *     answers that may be exactly what was suggested
 * @param limits what an import may take, as a merge
 * @param columns what is known of the columns of a file that has columns
 */
public record VendorImport(
    ToolFormat format,
    Optional<OffsetUnit> offsets,
    Optional<String> annotator,
    TextEncoding encoding,
    TypeMap types,
    double maxUnchangedShare,
    ReturnLimits limits,
    ColumnQuery columns) {

  /** Of fewer answers, chance may have it that all are as suggested. */
  private static final int FEWEST = 5;

  /**
   * @param file the return; one of an earlier import if that had the same answers
   * @param unreadable records that the merge rejects with the reason
   */
  public record Imported(Path file, long answers, long unreadable, ImportSummary summary) {}

  /**
   * Streams: holds one record. Reads each file twice.
   *
   * @param files exports, on any Hadoop file system
   * @param sent what may come back
   * @param key signs the return
   * @param rows gets what a merge will make of the return
   * @throws ContractBreachException if a file is no such export, or what its offsets count can't be
   *     told, or too many answers are what was suggested; then nothing is delivered
   */
  public Imported run(
      List<Path> files,
      SentBatches sent,
      FileSystem fs,
      Path inbox,
      Optional<VendorKey> key,
      ReturnSink rows)
      throws IOException {
    try (ReturnWriter writer = new ReturnWriter(fs, inbox, key)) {
      long asked = sent.sentences().answersAsked();
      ReadBudget written = limits.budget(asked);
      ImportRun run = new ImportRun(sent, types, annotator, writer, written);
      List<OffsetUnit> units = new ArrayList<>();
      List<Stamp> before = looks(files, fs);
      Source look = new Source(fs, limits.budget(asked), asked);
      for (Path file : files) {
        units.add(unit(file, look, run));
      }
      Source take = new Source(fs, written, asked);
      for (int i = 0; i < files.size(); i++) {
        take(files.get(i), take, units.get(i), sent, run);
      }
      requireSame(files, before, looks(files, fs));
      String names = files.stream().map(Path::getName).collect(Collectors.joining(", "));
      requireWork(run, names);
      writer.validate(
          names,
          new ReturnValidator(sent.labels(), types, sent.sentences(), limits, ParquetIn::open),
          rows);
      return new Imported(writer.deliver(), run.answers(), run.unreadable(), run.tally().done());
    }
  }

  /** Without opening one: who reads a FIFO may wait without end. */
  private List<Stamp> looks(List<Path> files, FileSystem fs) throws IOException {
    List<Stamp> looks = new ArrayList<>();
    for (Path file : files) {
      try {
        looks.add(new NamedFile(file.getFileSystem(fs.getConf()), file).look());
      } catch (IrregularException e) {
        throw ContractBreachException.foreign(
            Excerpt.of(file.getName()), format.toString(), "it " + e.getMessage());
      }
    }
    return looks;
  }

  /** What was decided of a file in the first look must be what was taken in the second. */
  private void requireSame(List<Path> files, List<Stamp> before, List<Stamp> after) {
    for (int i = 0; i < files.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        throw ContractBreachException.foreign(
            Excerpt.of(files.get(i).getName()),
            format.toString(),
            "it was written to while it was read (%,d bytes before, %,d after)"
                .formatted(before.get(i).length(), after.get(i).length()));
      }
    }
  }

  /** The first look at a file; columns need none. */
  private OffsetUnit unit(Path file, Source source, ImportRun run) throws IOException {
    if (format.json().isEmpty()) {
      return OffsetUnit.CODE_POINTS;
    }
    JsonTool tool = format.json().get();
    OffsetTally tally = new OffsetTally();
    return read(
        file,
        source,
        in -> {
          JsonRecords.Parser parser = run.look(tool, tally);
          JsonRecords.read(
              in,
              (place, record) -> {
                source.budget.spend(ReadBudget.Amounts.ROW);
                parser.record(place, record);
              },
              bad -> {});
          OffsetDecision decision = ExportOffsets.decide(tally, tool.usual(), offsets);
          ExportOffsets.note(file.getName(), decision).ifPresent(run.tally()::note);
          return decision.unit();
        });
  }

  private void take(Path file, Source source, OffsetUnit unit, SentBatches sent, ImportRun run)
      throws IOException {
    RecordTally.Sink sink = run.take(file.getName());
    read(
        file,
        source,
        in -> {
          if (format.json().isPresent()) {
            JsonRecords.Parser parser = run.take(format.json().get(), file.getName(), unit);
            JsonRecords.read(in, parser, sink);
          } else {
            ColumnQuery known =
                columns.knowing(sent.labels().types()).knowing(types.names().keySet());
            new ConllColumns(sent.sentences(), known)
                .read(in, file.getName(), sink)
                .forEach(run.tally()::note);
          }
          return unit;
        });
  }

  private interface Reading {
    OffsetUnit of(InputStream in) throws IOException;
  }

  /**
   * Where files are read.
   *
   * @param budget for all of them
   */
  private record Source(FileSystem fs, ReadBudget budget, long asked) {

    InputStream open(Path file) throws IOException {
      FileSystem plain = PlainFiles.plain(file.getFileSystem(fs.getConf()));
      return new BudgetedInput(plain.open(file), budget);
    }
  }

  private OffsetUnit read(Path file, Source source, Reading reading) throws IOException {
    try (InputStream in = encoding.utf8(source.open(file))) {
      return reading.of(in);
    } catch (BeyondBudgetException e) {
      throw limits.breachOfImport(file.getName(), e.resource(), source.asked);
    } catch (NotThatFormatException e) {
      throw ContractBreachException.foreign(file.getName(), format.toString(), e.getMessage());
    }
  }

  /** Where sentences that nobody opened look like answers, most answers must be somebody's. */
  private void requireWork(ImportRun run, String names) {
    if (run.answers() + run.unreadable() == 0) {
      throw ContractBreachException.untouched(
          names, "it holds no answer: " + run.tally().done().noAnswersText());
    }
    Suggested unmarked = run.unmarked();
    if (!format.namesAnnotators()
        && unmarked.answers() >= FEWEST
        && unmarked.exceeds(maxUnchangedShare)) {
      throw ContractBreachException.untouched(
          names,
          "%s, more than the share of %s in vendor.max-unchanged-share; sentences that nobody opened look the same"
              .formatted(unmarked, maxUnchangedShare));
    }
  }
}
