package io.winnow.jobs;

import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The sentences that may still be chosen: the corpus less what is labelled and less what was sent
 * to the vendor in an earlier round, but for what the vendor let the deadline pass on. Held-out
 * sentences are in no corpus.
 */
public final class Pool {

  private Pool() {}

  /** The pool at the beginning of a round, as rows of {@link Schemas#CORPUS}. */
  public static Dataset<Row> of(int round, SparkSession spark, Workspace workspace) {
    Pointer corpus = workspace.corpus().latest().orElseThrow();
    Dataset<Row> sentences = Tables.read(spark, workspace, corpus, "sentences", Schemas.CORPUS);
    // What was taken is small beside the corpus: it travels to the corpus, not the other way.
    return taken(round, spark, workspace)
        .map(taken -> sentences.join(functions.broadcast(taken), "id", "left_anti"))
        .orElse(sentences);
  }

  private static Optional<Dataset<Row>> taken(int round, SparkSession spark, Workspace workspace) {
    Optional<Dataset<Row>> sent =
        Selections.before(round, spark, workspace).stream()
            .map(selection -> selection.select("id"))
            .reduce(Dataset::union);
    Optional<Pointer> labels = workspace.labels().latest();
    if (labels.isEmpty()) {
      return sent;
    }
    Dataset<Row> labelled =
        Tables.read(spark, workspace, labels.get(), "labels", Schemas.LABELS).select("id");
    return Optional.of(
        sent.map(ids -> withoutGivenUp(ids, spark, workspace).union(labelled)).orElse(labelled));
  }

  /**
   * Less what the vendor let the deadline pass on, which has gone back to the pool.
   *
   * @param sent rows with the {@code id} of sentences that went to the vendor
   */
  public static Dataset<Row> withoutGivenUp(
      Dataset<Row> sent, SparkSession spark, Workspace workspace) {
    Optional<Pointer> labels = workspace.labels().latest();
    if (labels.isEmpty()) {
      return sent;
    }
    Dataset<Row> missing = Tables.read(spark, workspace, labels.get(), "missing", Schemas.MISSING);
    Dataset<Row> givenUp =
        missing.where("overdue").select("id").except(missing.where("not overdue").select("id"));
    return sent.join(functions.broadcast(givenUp), "id", "left_anti");
  }
}
