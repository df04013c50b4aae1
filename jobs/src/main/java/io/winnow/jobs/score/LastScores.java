package io.winnow.jobs.score;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Tables;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the pool was last scored as, before a round.
 *
 * @param pointer of those scores
 * @param table of them, with the columns that are wanted now
 */
record LastScores(int round, Pointer pointer, Dataset<Row> table) {

  /** None, where nothing was scored before or not by all the functions that are wanted now. */
  static Optional<LastScores> before(
      int round, SparkSession spark, Workspace workspace, ScoreColumns columns) {
    for (int earlier = round - 1; earlier > 0; earlier--) {
      Optional<Pointer> pointer = workspace.scores(earlier).latest();
      if (pointer.isPresent()) {
        return of(earlier, pointer.get(), spark, workspace, columns);
      }
    }
    return Optional.empty();
  }

  private static Optional<LastScores> of(
      int round, Pointer pointer, SparkSession spark, Workspace workspace, ScoreColumns columns) {
    Dataset<Row> table = Tables.read(spark, workspace, pointer, ScoreJob.OUTPUT);
    List<String> wanted = List.of(Schemas.withModel(columns.schema()).fieldNames());
    if (!List.of(table.columns()).containsAll(wanted)) {
      return Optional.empty();
    }
    Column[] chosen = wanted.stream().map(name -> col(name)).toArray(Column[]::new);
    return Optional.of(new LastScores(round, pointer, table.select(chosen)));
  }
}
