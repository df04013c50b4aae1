package io.winnow.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One table of {@link GoldComparison}s: the mean over seeds and, of F1, half the spread. */
final class AdjudicationTable {

  private final PrintStream out;

  AdjudicationTable(PrintStream out) {
    this.out = out;
  }

  void printHead() {
    out.printf(
        "%-10s %-16s %9s %9s %14s %14s %10s %10s %10s %8s%n",
        "data",
        "adjudicator",
        "precision",
        "recall",
        "F1",
        "cross-entropy",
        "ECE labels",
        "ECE spans",
        "right>=.9",
        "CPU-s");
  }

  void print(String data, String adjudicator, List<GoldComparison> outcomes) {
    double[] f1 = outcomes.stream().mapToDouble(o -> 100 * o.spans().f1()).sorted().toArray();
    String spread = f1.length > 1 ? " +-%.2f".formatted((f1[f1.length - 1] - f1[0]) / 2) : "";
    out.printf(
        "%-10s %-16s %9.2f %9.2f %14s %14.4f %10.3f %10.3f %10.2f %8.2f%n",
        data,
        adjudicator,
        100 * mean(outcomes, o -> o.spans().precision()),
        100 * mean(outcomes, o -> o.spans().recall()),
        "%.2f%s".formatted(100 * mean(outcomes, o -> o.spans().f1()), spread),
        mean(outcomes, GoldComparison::crossEntropy),
        mean(outcomes, o -> o.labelConfidence().error()),
        mean(outcomes, o -> o.spanConfidence().error()),
        mean(outcomes, o -> o.labelConfidence().rightWhereSure()),
        mean(outcomes, GoldComparison::cpuSeconds));
  }

  private static double mean(List<GoldComparison> outcomes, ToDoubleFunction<GoldComparison> figure) {
    return outcomes.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }
}
