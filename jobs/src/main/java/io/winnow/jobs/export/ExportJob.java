package io.winnow.jobs.export;

import io.winnow.contract.parquet.PlainFiles;
import io.winnow.exchange.DataSetColumns;
import io.winnow.exchange.DataSetFile;
import io.winnow.exchange.DataSetFormat;
import io.winnow.exchange.ExportedSentence;
import io.winnow.exchange.ExportedSentence.Entity;
import io.winnow.jobs.Console.Progress;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.StepMissingException;
import io.winnow.spark.Rows;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * Writes the label store as the train split of a data set, and the hold-out set as its test split.
 * Reads published data and publishes nothing.
 *
 * @param folder absent or empty, on any Hadoop file system
 * @param leastConfidence of the labels that go out
 */
public record ExportJob(Runner runner, DataSetFormat format, Path folder, double leastConfidence) {

  /** Sentences between two looks at the progress. */
  private static final int STEP = 1000;

  /**
   * @throws StepMissingException before there are labels
   * @throws io.winnow.jobs.ingest.InputException if the folder is not empty
   */
  public Outcome run() {
    Published published = runner.published();
    Pointer labels = published.labels();
    LabelScheme types = published.types();
    try {
      NewFolder target = NewFolder.at(folder, runner.workspace().files().getConf());
      List<LabelledSplit> splits = runner.stage("export", "count", () -> splits(published, labels));
      Map<LabelledSplit, SplitTally> written =
          runner.stage("export", "write", () -> written(target, types, splits));
      DataSetCard card = new DataSetCard(runner, published, labels, types, format, written);
      Map<String, String> texts = new LinkedHashMap<>(format.companions(types));
      texts.put(DataSetCard.FILE, card.text());
      for (Map.Entry<String, String> text : texts.entrySet()) {
        PlainFiles.write(
            target.fs(),
            target.unfinished(text.getKey()),
            text.getValue().getBytes(StandardCharsets.UTF_8));
      }
      target.finish(
          Stream.concat(
                  splits.stream().map(split -> format.file(split.name())), texts.keySet().stream())
              .toList());
      say(written);
      return Outcome.DONE;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot export to " + folder, e);
    }
  }

  private List<LabelledSplit> splits(Published published, Pointer labels) {
    LabelledSplit train = LabelledSplit.train(published, labels, leastConfidence);
    if (train.sentences() == 0) {
      throw new StepMissingException(
          train.leftOut() == 0
              ? "%s has no labels outside the hold-out set: run 'winnow merge' first"
                  .formatted(published.workspace())
              : "None of the %,d labels of %s has a confidence of at least %s: lower --min-confidence"
                  .formatted(train.leftOut(), published.workspace(), leastConfidence));
    }
    LabelledSplit test = LabelledSplit.test(published, labels);
    return test.sentences() > 0 || test.leftOut() > 0 ? List.of(train, test) : List.of(train);
  }

  private Map<LabelledSplit, SplitTally> written(
      NewFolder target, LabelScheme types, List<LabelledSplit> splits) {
    Map<LabelledSplit, SplitTally> written = new LinkedHashMap<>();
    long total = splits.stream().mapToLong(LabelledSplit::sentences).sum();
    long done = 0;
    try (Progress progress = runner.console().progress("Export", total, "sentences")) {
      for (LabelledSplit split : splits) {
        Path file = target.unfinished(format.file(split.name()));
        DataSetColumns columns = new DataSetColumns(types, split.about().features());
        SplitTally tally = new SplitTally();
        try (DataSetFile out = format.opening().open(target.fs(), file, columns)) {
          // A partition at a time: a driver need not hold all labels.
          Iterator<Row> rows = split.rows().toLocalIterator();
          while (rows.hasNext()) {
            ExportedSentence sentence = sentence(rows.next(), columns.about().keySet());
            out.write(sentence);
            tally.add(sentence);
            if (tally.sentences() % STEP == 0) {
              progress.at(done + tally.sentences(), "");
            }
          }
          tally.inMemory(out.bytes());
        }
        tally.inFile(target.fs().getFileStatus(file).getLen());
        done += tally.sentences();
        progress.at(done, "");
        written.put(split, tally);
      }
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot export to " + folder, e);
    }
  }

  private static ExportedSentence sentence(Row row, Set<String> about) {
    List<Entity> entities = new ArrayList<>();
    for (Row span : row.<Row>getList(row.fieldIndex("spans"))) {
      entities.add(
          new Entity(
              new EntitySpan(span.getInt(0), span.getInt(1), span.getString(2)),
              span.isNullAt(3) ? null : (Double) span.getDouble(3)));
    }
    return new ExportedSentence(Rows.sentence(row), entities, AboutColumns.in(row, about));
  }

  private void say(Map<LabelledSplit, SplitTally> written) {
    StringBuilder text = new StringBuilder("Export: ");
    text.append(
        String.join(
            ", ",
            written.entrySet().stream()
                .map(
                    it ->
                        "%s %,d sentences with %,d entities"
                            .formatted(
                                it.getKey().name(),
                                it.getValue().sentences(),
                                it.getValue().entities()))
                .toList()));
    text.append("; as %s in\n  %s".formatted(format, folder));
    written.keySet().stream()
        .filter(split -> split.leftOut() > 0)
        .forEach(
            split -> text.append("\n  left out: %,d %s".formatted(split.leftOut(), split.why())));
    runner.console().say(text.toString());
  }
}
