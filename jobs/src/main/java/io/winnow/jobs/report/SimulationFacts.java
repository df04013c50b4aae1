package io.winnow.jobs.report;

import static org.apache.spark.sql.functions.avg;

import io.winnow.charts.LineChart;
import io.winnow.jobs.StepMissingException;
import io.winnow.selection.QueryStrategy;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What {@code winnow simulate} found on data like these, to hold the rounds against.
 *
 * @param random F1 by words of a choice at random, means over seeds; none if it was not played
 * @param full F1 with all the data, the mean over seeds
 */
record SimulationFacts(List<LineChart.Dot> random, OptionalDouble full) {

  private static final String FULL = "full";
  private static final String PLAN = "experiment.json";

  /**
   * @param folder of the simulation
   * @return empty if it has no point
   * @throws StepMissingException if that is no simulation
   */
  static Optional<SimulationFacts> of(Workspace folder, SparkSession spark) {
    if (folder.readText(PLAN).isEmpty()) {
      throw new StepMissingException(
          "%s has no %s: give the folder that 'winnow simulate --to' wrote"
              .formatted(folder, PLAN));
    }
    List<Row> means =
        spark
            .read()
            .parquet(folder.root() + "/points/*.parquet")
            .groupBy("strategy", "round")
            .agg(avg("words"), avg("f1"))
            .orderBy("round")
            .collectAsList();
    if (means.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SimulationFacts(
            of(means, QueryStrategy.RANDOM)
                .map(row -> LineChart.Dot.at(row.getDouble(2), row.getDouble(3)))
                .toList(),
            of(means, FULL).mapToDouble(row -> row.getDouble(3)).findFirst()));
  }

  private static Stream<Row> of(List<Row> means, String strategy) {
    return means.stream().filter(row -> row.getString(0).equals(strategy));
  }
}
