package io.winnow.bench;

import io.winnow.bench.Race.Lap;
import java.io.PrintStream;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Speeds, and how many times faster than each contender one of them is. */
record RaceTable(List<Lap> laps, String favourite) {

  void print(List<Entrant> entrants, PrintStream out) {
    out.printf(
        "%n%-12s %9s %9s  %-19s %-19s  %s%n",
        "",
        "sentences",
        "sentences",
        favourite + " is",
        favourite + " is",
        "");
    out.printf(
        "%-12s %9s %9s  %-19s %-19s  %s%n",
        "contender", "a CPU-s", "a second", "faster by CPU-s", "by wall clock", "setting");
    for (Entrant entrant : entrants) {
      if (entrant.name().equals(Entrant.GEMM)) {
        continue;
      }
      List<Lap> own = of(entrant.name());
      out.printf(
          "%-12s %9.1f %9.1f  %-19s %-19s  %s%n",
          entrant.name(),
          sentences(own) / total(own, Lap::cpu),
          sentences(own) / total(own, Lap::wall),
          ratio(own, Lap::cpu),
          ratio(own, Lap::wall),
          entrant.setting());
    }
  }

  List<Lap> of(String name) {
    return laps.stream().filter(lap -> lap.name().equals(name)).toList();
  }

  /** Over all rounds, and the lowest and highest of a round. */
  private String ratio(List<Lap> other, ToDoubleFunction<Lap> seconds) {
    List<Lap> own = of(favourite);
    DoubleSummaryStatistics rounds = new DoubleSummaryStatistics();
    for (int round = 0; round < own.size(); round++) {
      rounds.accept(
          seconds.applyAsDouble(other.get(round)) / seconds.applyAsDouble(own.get(round)));
    }
    return "%.2f (%.2f..%.2f)"
        .formatted(total(other, seconds) / total(own, seconds), rounds.getMin(), rounds.getMax());
  }

  static double total(List<Lap> laps, ToDoubleFunction<Lap> seconds) {
    return laps.stream().mapToDouble(seconds).sum();
  }

  private static double sentences(List<Lap> laps) {
    return laps.stream().mapToInt(Lap::sentences).sum();
  }
}
