package io.winnow.jobs;

import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The sentences that can still be selected: the corpus without labelled sentences and without those
 * sent to the vendor in an earlier round, except for sentences whose answers are overdue. Held-out
 * sentences are in no corpus.
 */
public final class Pool {

  private Pool() {}

  /** The pool at the beginning of a round, as rows of {@link Schemas#CORPUS}. */
  public static Dataset<Row> of(int round, Published published) {
    Dataset<Row> sentences = published.table(published.corpus(), "sentences", Schemas.CORPUS);
    // The removed sentences are few compared with the corpus, so they are broadcast.
    return taken(round, published)
        .map(taken -> sentences.join(functions.broadcast(taken), "id", "left_anti"))
        .orElse(sentences);
  }

  private static Optional<Dataset<Row>> taken(int round, Published published) {
    Optional<Dataset<Row>> sent =
        published.selectionsBefore(round).stream()
            .map(selection -> selection.select("id"))
            .reduce(Dataset::union);
    Optional<Pointer> labels = published.latest(published.workspace().labels());
    if (labels.isEmpty()) {
      return sent;
    }
    Dataset<Row> labelled = published.table(labels.get(), "labels", Schemas.LABELS).select("id");
    return Optional.of(
        sent.map(ids -> withoutOverdue(ids, published).union(labelled)).orElse(labelled));
  }

  /**
   * Less those whose answers are overdue, which have gone back to the pool.
   *
   * @param sent rows with an {@code id}
   */
  public static Dataset<Row> withoutOverdue(Dataset<Row> sent, Published published) {
    Optional<Pointer> labels = published.latest(published.workspace().labels());
    if (labels.isEmpty()) {
      return sent;
    }
    Dataset<Row> missing = published.table(labels.get(), "missing", Schemas.MISSING);
    Dataset<Row> overdue =
        missing.where("overdue").select("id").except(missing.where("not overdue").select("id"));
    return sent.join(functions.broadcast(overdue), "id", "left_anti");
  }
}
