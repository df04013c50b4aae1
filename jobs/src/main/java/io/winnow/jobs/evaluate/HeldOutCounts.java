package io.winnow.jobs.evaluate;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.SpanF1;
import io.winnow.jobs.Published;
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

  /** Of an evaluation that is published. */
  public static HeldOutCounts of(Published published, int round) {
    Pointer evaluation =
        published.require(
            published.workspace().evaluation(round),
            "evaluation of round " + round,
            "run 'winnow evaluate'");
    Dataset<Row> predictions = published.table(evaluation, "predictions", Schemas.PREDICTIONS);
    List<SpanCounts> counts =
        HeldOut.known(published)
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
