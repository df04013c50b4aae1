package io.winnow.spark;

import io.winnow.acquisition.WordDistributions;
import io.winnow.decoding.IobDecoder;
import io.winnow.model.BatchLayout;
import io.winnow.model.Precision;
import io.winnow.model.Prediction;
import io.winnow.model.TokenClassifier;
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

/**
 * Scores the sentences of a partition: rows of {@code id, words list<string>} in, one row of {@link
 * ScoreColumns#schema} out for each, in the same order. A bounded window of sentences is in memory
 * at a time; within it they are batched by length.
 *
 * @param model where executors find it
 * @param precision settled by the driver, so that all executors agree
 * @param columns all of them are computed from the one prediction
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
    ExecutorModels.Hold hold = ExecutorModels.holdIn(TaskContext.get(), model, precision);
    counters.modelLoads().add(hold.loads());
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
      Prediction.Result predicted =
          classifier.predict(
              words, BatchLayout.byTokens(batchTokens, overlapTokens), columns.options());
      counters.add(predicted);
      List<Row> rows = new ArrayList<>(ids.size());
      for (int i = 0; i < ids.size(); i++) {
        rows.add(row(ids.get(i), words.get(i).size(), predicted.sentences().get(i)));
      }
      return rows.iterator();
    }

    private Row row(String id, int words, Prediction prediction) {
      List<Object> values = new ArrayList<>(width);
      values.add(id);
      values.add(words);
      if (prediction instanceof Prediction.SetAside aside) {
        values.add(new Row[0]);
        values.add(RowFactory.create(aside.reason().code(), aside.message()));
      } else if (words > 0) {
        Prediction.Predicted predicted = (Prediction.Predicted) prediction;
        WordDistributions sentence =
            new WordDistributions(
                predicted.logProbabilities(), words, classifier.scheme().tagCount());
        values.add(Rows.ofConfidentSpans(decoder.spans(sentence)));
        values.add(null);
        values.addAll(columns.values(predicted, sentence));
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
