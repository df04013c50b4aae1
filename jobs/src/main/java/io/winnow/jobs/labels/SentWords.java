package io.winnow.jobs.labels;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Tables;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.Sentence;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Finds a sentence among all that was ever sent to the vendor. */
final class SentWords {

  private SentWords() {}

  static Optional<Sentence> find(SparkSession spark, Workspace workspace, String id) {
    for (int round : workspace.rounds()) {
      Optional<Pointer> selection = workspace.selection(round).latest();
      if (selection.isPresent()) {
        List<Row> found =
            Tables.read(spark, workspace, selection.get(), "selection", Schemas.SELECTION)
                .where(col("id").equalTo(id))
                .select("id", "text", "words")
                .limit(1)
                .collectAsList();
        if (!found.isEmpty()) {
          return Optional.of(Rows.sentence(found.get(0)));
        }
      }
    }
    return Optional.empty();
  }
}
