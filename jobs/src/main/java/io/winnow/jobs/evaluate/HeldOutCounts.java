package io.winnow.jobs.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.SpanF1;
import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many entity spans each held-out sentence has, was given by a round's model, and was given
 * right; in order of sentence id, so that counts of models that were measured on the same sentences
 * can be compared pair by pair.
 */
public record HeldOutCounts(List<Integer> gold, List<Integer> predicted, List<Integer> correct) {

  public HeldOutCounts {
    gold = List.copyOf(gold);
    predicted = List.copyOf(predicted);
    correct = List.copyOf(correct);
  }

  /**
   * The held-out sentences whose spans are known: by gold, or else by the vendor's labels.
   *
   * @return columns {@code id}, {@code words}, {@code gold}
   * @throws StepMissingException if the spans of none are known
   */
  static Dataset<Row> known(Published published) {
    if (!TestSet.isThere(published)) {
      throw new StepMissingException(TestSet.none(published));
    }
    Dataset<Row> held = published.table(published.corpus(), "holdout", Schemas.HOLDOUT);
    Dataset<Row> known =
        published
            .latest(published.workspace().labels())
            .map(labels -> withLabels(held, published.table(labels, "labels", Schemas.LABELS)))
            .orElseGet(() -> held.withColumn("gold", col("spans")))
            .where(col("gold").isNotNull())
            .select("id", "words", "gold");
    if (known.isEmpty()) {
      throw new StepMissingException(
          "%s has no labels for any held-out sentence: give a labelled test set to 'winnow init --holdout', or merge the vendor's labels of round 0"
              .formatted(published.workspace()));
    }
    return known;
  }

  private static Dataset<Row> withLabels(Dataset<Row> held, Dataset<Row> labels) {
    String bare =
        "named_struct('start_word', it.start_word, 'end_word', it.end_word, 'type', it.type)";
    Dataset<Row> settled =
        labels.selectExpr("id", "transform(spans, it -> %s) AS settled".formatted(bare));
    return held.join(settled, "id", "left_outer")
        .withColumn("gold", coalesce(col("spans"), col("settled")));
  }

  /** Of an evaluation that is published. */
  public static HeldOutCounts of(Published published, int round) {
    Pointer evaluation =
        published.require(
            published.workspace().evaluation(round),
            "evaluation of round " + round,
            "run 'winnow evaluate'");
    Dataset<Row> predictions = published.table(evaluation, "predictions", Schemas.PREDICTIONS);
    List<SpanCounts> counts =
        known(published)
            .join(predictions.select("id", "spans"), "id")
            .select("id", "gold", "spans")
            .collectAsList()
            .stream()
            .sorted((one, other) -> one.getString(0).compareTo(other.getString(0)))
            .map(row -> SpanF1.ofSentence(Rows.spans(row, "gold"), Rows.spans(row, "spans")))
            .map(SpanF1::overall)
            .toList();
    return new HeldOutCounts(
        counts.stream().map(count -> (int) count.gold()).toList(),
        counts.stream().map(count -> (int) count.predicted()).toList(),
        counts.stream().map(count -> (int) count.correct()).toList());
  }
}
