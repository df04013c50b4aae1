package io.winnow.jobs;

import io.winnow.spark.Schemas;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What rounds have chosen for the vendor, as rows of {@link Schemas#SELECTION}. */
public final class Selections {

  private Selections() {}

  /** Empty if the round has chosen nothing yet. */
  public static Optional<Dataset<Row>> of(int round, SparkSession spark, Workspace workspace) {
    return workspace
        .selection(round)
        .latest()
        .map(pointer -> Tables.read(spark, workspace, pointer, "selection", Schemas.SELECTION));
  }

  /** Of each earlier round that has chosen, in their order. */
  public static List<Dataset<Row>> before(int round, SparkSession spark, Workspace workspace) {
    return IntStream.range(0, round)
        .mapToObj(earlier -> of(earlier, spark, workspace))
        .flatMap(Optional::stream)
        .toList();
  }
}
