package io.winnow.jobs.evaluate;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.SpanF1;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Tables;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
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
  public static HeldOutCounts of(JobContext context, int round) {
    Workspace workspace = context.workspace();
    Pointer evaluation =
        context.require(
            workspace.evaluation(round), "evaluation of round " + round, "run 'winnow evaluate'");
    Dataset<Row> predictions =
        Tables.read(
            context.spark().get(), workspace, evaluation, "predictions", Schemas.PREDICTIONS);
    List<SpanCounts> counts =
        HeldOut.known(context)
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
