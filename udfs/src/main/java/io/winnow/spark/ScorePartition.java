package io.winnow.spark;

import io.winnow.acquisition.WordDistributions;
import io.winnow.decoding.IobDecoder;
import io.winnow.model.BatchLayout;
import io.winnow.model.Precision;
import io.winnow.model.Reading;
import io.winnow.model.SentenceReading;
import io.winnow.model.TokenClassifier;
import io.winnow.model.Torch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Scores the sentences of a partition: rows of {@code id, words list<string>} in, one row of {@link
 * ScoreColumns#schema} out for each, in the same order. A bounded window of sentences is in memory
 * at a time; within it the encoder reads them sorted by length.
 *
 * @param model where executors find it
 * @param precision settled by the driver, so that all executors agree
 * @param columns all of them are computed from the one reading
 * @param windowSentences sentences read ahead
 * @param counters grow as tasks end
 */
public record ScorePartition(
    ModelFiles model,
    Precision precision,
    ScoreColumns columns,
    int windowSentences,
    int batchTokens,
    int overlapTokens,
    ScoringCounters counters)
    implements MapPartitionsFunction<Row, Row> {

  /** Scores a dataset with at least the columns {@code id} and {@code words}, a list of texts. */
  public Dataset<Row> over(Dataset<Row> sentences) {
    return sentences.select("id", "words").mapPartitions(this, Encoders.row(columns.schema()));
  }

  @Override
  public Iterator<Row> call(Iterator<Row> sentences) {
    if (!sentences.hasNext()) {
      return Collections.emptyIterator();
    }
    // Spark runs a task a core: more threads in one would only get in the others' way.
    Torch.threads(1);
    TaskContext task = TaskContext.get();
    ExecutorModels.Hold hold = ExecutorModels.hold(model, precision, TaskDevice.of(task));
    counters.modelLoads().add(hold.loads());
    TaskCompletionListener release = context -> hold.close();
    task.addTaskCompletionListener(release);
    return new Scored(sentences, hold.classifier());
  }

  private final class Scored implements Iterator<Row> {
    private final Iterator<Row> sentences;
    private final TokenClassifier classifier;
    private final IobDecoder decoder;
    private final int width = columns.schema().size();
    private Iterator<Row> window = Collections.emptyIterator();

    Scored(Iterator<Row> sentences, TokenClassifier classifier) {
      this.sentences = sentences;
      this.classifier = classifier;
      this.decoder = new IobDecoder(classifier.scheme());
    }

    @Override
    public boolean hasNext() {
      if (!window.hasNext() && sentences.hasNext()) {
        window = nextWindow();
      }
      return window.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return window.next();
    }

    private Iterator<Row> nextWindow() {
      List<String> ids = new ArrayList<>();
      List<List<String>> words = new ArrayList<>();
      while (sentences.hasNext() && ids.size() < windowSentences) {
        Row row = sentences.next();
        ids.add(row.getString(0));
        words.add(row.getList(1));
      }
      Reading read =
          classifier.read(
              words, BatchLayout.byTokens(batchTokens, overlapTokens), columns.survey());
      counters.add(read);
      List<Row> rows = new ArrayList<>(ids.size());
      for (int i = 0; i < ids.size(); i++) {
        rows.add(row(ids.get(i), words.get(i).size(), read.sentences().get(i)));
      }
      return rows.iterator();
    }

    private Row row(String id, int words, SentenceReading reading) {
      List<Object> values = new ArrayList<>(width);
      values.add(id);
      values.add(words);
      if (reading instanceof SentenceReading.SetAside aside) {
        values.add(new Row[0]);
        values.add(RowFactory.create(aside.reason().code(), aside.message()));
      } else if (words > 0) {
        SentenceReading.Read read = (SentenceReading.Read) reading;
        WordDistributions sentence =
            new WordDistributions(read.logProbabilities(), words, classifier.scheme().tagCount());
        values.add(Rows.ofConfidentSpans(decoder.spans(sentence)));
        values.add(null);
        values.addAll(columns.values(read, sentence));
      } else {
        values.add(new Row[0]);
      }
      while (values.size() < width) {
        values.add(null);
      }
      return RowFactory.create(values.toArray());
    }
  }
}
