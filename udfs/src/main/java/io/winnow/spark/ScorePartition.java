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
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.JavaConverters;

/**
 * Scores the sentences of a partition: rows of {@code id, words list<string>} in, one row of {@link
 * ScoreColumns#schema} out for each, in the same order. A bounded window of sentences is in memory
 * at a time; within it they are batched by length.
 *
 * @param precision settled by the driver, so that all executors agree
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
    IobDecoder decoder = new IobDecoder(hold.classifier().scheme());
    int width = columns.schema().size();
    return JavaConverters.asJavaIterator(
        JavaConverters.asScalaIterator(sentences)
            .<Row>grouped(windowSentences)
            .map(JavaConverters::seqAsJavaList)
            .map(window -> scored(window, hold.classifier(), decoder, width))
            .flatMap(rows -> JavaConverters.asScalaIterator(rows.iterator())));
  }

  private List<Row> scored(
      List<Row> window, TokenClassifier classifier, IobDecoder decoder, int width) {
    List<List<String>> words = window.stream().map(row -> row.<String>getList(1)).toList();
    Prediction.Result predicted =
        classifier.predict(
            words, BatchLayout.byTokens(batchTokens, overlapTokens), columns.options());
    counters.add(predicted);
    List<Row> rows = new ArrayList<>(window.size());
    for (int i = 0; i < window.size(); i++) {
      List<Object> values = new ArrayList<>(width);
      values.add(window.get(i).getString(0));
      values.add(words.get(i).size());
      values.addAll(values(predicted.sentences().get(i), decoder));
      while (values.size() < width) {
        values.add(null);
      }
      rows.add(RowFactory.create(values.toArray()));
    }
    return rows;
  }

  /** The columns after {@code word_count}, without those at the end that are null. */
  private List<Object> values(Prediction prediction, IobDecoder decoder) {
    if (prediction instanceof Prediction.SetAside aside) {
      return List.of(new Row[0], RowFactory.create(aside.reason().code(), aside.message()));
    }
    Prediction.Predicted predicted = (Prediction.Predicted) prediction;
    Optional<WordDistributions> sentence = predicted.distributions();
    if (sentence.isEmpty()) {
      return List.of((Object) new Row[0]);
    }
    List<Object> values = new ArrayList<>();
    values.add(Rows.ofConfidentSpans(decoder.spans(sentence.get())));
    values.add(null);
    values.addAll(columns.values(predicted, sentence.get()));
    return values;
  }
}
