package io.winnow.jobs.labels;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Selections;
import io.winnow.spark.Rows;
import io.winnow.text.Sentence;
import io.winnow.workspace.Workspace;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Finds a sentence among all that was ever sent to the vendor. */
final class SentWords {

  private SentWords() {}

  static Optional<Sentence> find(SparkSession spark, Workspace workspace, String id) {
    for (int round : workspace.rounds()) {
      Optional<Sentence> found =
          Selections.of(round, spark, workspace)
              .map(selection -> selection.where(col("id").equalTo(id)).limit(1).collectAsList())
              .flatMap(rows -> rows.stream().findFirst())
              .map(Rows::sentence);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
