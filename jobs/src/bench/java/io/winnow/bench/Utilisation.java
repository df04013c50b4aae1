package io.winnow.bench;

import io.winnow.bench.Race.Lap;
import io.winnow.bench.contender.TwoCores;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Model FLOP utilisation: what the model needs for the real sub-words, by what the processor gives
 * in bare matrix products measured in the same rounds.
 *
 * @param flops that one round needs, see {@link Flops}
 */
record Utilisation(double flops, RaceTable table) {

  void print(List<Entrant> entrants, PrintStream out) {
    List<Lap> gemm = table.of(Entrant.GEMM);
    if (gemm.isEmpty()) {
      return;
    }
    out.printf(
        "%nPeak of matrix products on each of %d threads, GFLOP a CPU-second:%n", TwoCores.CORES);
    for (String precision : List.of("FP32", "BF16")) {
      out.printf(
          "  %s  the layer's own shapes %.1f, 2048 x 2048 x 2048 %.1f%n",
          precision.toLowerCase(Locale.ROOT),
          peak(gemm, precision + GemmContender.LAYER),
          peak(gemm, precision + GemmContender.SQUARE));
    }
    out.printf(
        "Model FLOP utilisation, %.2f TFLOP for real sub-words alone:%n", flops / 1e12);
    for (Entrant entrant : entrants) {
      if (!entrant.name().equals(Entrant.GEMM)) {
        List<Lap> laps = table.of(entrant.name());
        double speed = laps.size() * flops / RaceTable.total(laps, Lap::cpu) / 1e9;
        out.printf("  %-12s %6.1f GFLOP a CPU-second:", entrant.name(), speed);
        for (String precision : List.of("FP32", "BF16")) {
          out.printf(
              "  %s layer %.0f %%, square %.0f %%",
              precision.toLowerCase(Locale.ROOT),
              100 * speed / peak(gemm, precision + GemmContender.LAYER),
              100 * speed / peak(gemm, precision + GemmContender.SQUARE));
        }
        out.println();
      }
    }
  }

  /** The best of the rounds. */
  private static double peak(List<Lap> gemm, String figure) {
    return gemm.stream().mapToDouble(lap -> lap.figures().get(figure)).max().orElseThrow();
  }
}
