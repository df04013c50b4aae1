package io.winnow.jobs.report;

import io.winnow.charts.LineChart;
import io.winnow.jobs.StepMissingException;
import io.winnow.selection.QueryStrategy;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
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
    TreeMap<Integer, List<Row>> random = new TreeMap<>();
    List<Row> full = new ArrayList<>();
    List<Row> points =
        spark
            .read()
            .parquet(folder.root() + "/points/*.parquet")
            .select("strategy", "round", "words", "f1")
            .collectAsList();
    for (Row point : points) {
      if (point.getString(0).equals(FULL)) {
        full.add(point);
      } else if (point.getString(0).equals(QueryStrategy.RANDOM)) {
        random.computeIfAbsent(point.getInt(1), round -> new ArrayList<>()).add(point);
      }
    }
    if (points.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SimulationFacts(
            random.values().stream()
                .map(
                    seeds ->
                        LineChart.Dot.at(
                            seeds.stream().mapToLong(it -> it.getLong(2)).average().orElse(0),
                            seeds.stream().mapToDouble(it -> it.getDouble(3)).average().orElse(0)))
                .toList(),
            full.stream().mapToDouble(it -> it.getDouble(3)).average()));
  }
}
