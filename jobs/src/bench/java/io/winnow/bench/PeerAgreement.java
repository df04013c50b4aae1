package io.winnow.bench;

import io.winnow.bench.contender.Slice;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Whether the contenders compute the same: each sentence's MNLP against ONNX Runtime's. */
final class PeerAgreement {

  private static final double TOLERANCE = 1e-4;

  private PeerAgreement() {}

  /**
   * @throws IllegalStateException if Winnow in fp32 gives another MNLP than ONNX Runtime
   */
  static void print(Race race, List<Entrant> entrants, Slice checked, PrintStream out)
      throws IOException {
    ContenderProcess oracle = race.contender(Entrant.ONNX_RUNTIME);
    if (oracle == null) {
      return;
    }
    Map<String, Double> expected = oracle.check(checked);
    out.printf("MNLP of %d sentences against %s's:%n", expected.size(), Entrant.ONNX_RUNTIME);
    for (Entrant entrant : entrants) {
      if (entrant.name().equals(Entrant.ONNX_RUNTIME) || entrant.name().equals(Entrant.GEMM)) {
        continue;
      }
      Map<String, Double> found = race.contender(entrant.name()).check(checked);
      double largest = 0;
      int close = 0;
      for (Map.Entry<String, Double> entry : expected.entrySet()) {
        Double other = found.get(entry.getKey());
        double difference = other == null ? Double.POSITIVE_INFINITY : other - entry.getValue();
        largest = Math.max(largest, Math.abs(difference));
        close += Math.abs(difference) <= TOLERANCE ? 1 : 0;
      }
      out.printf(
          "  %-12s %3d within %.0e, largest difference %.1e%n",
          entrant.name(), close, TOLERANCE, largest);
      if (entrant.name().equals(Entrant.WINNOW_FP32) && largest > TOLERANCE) {
        throw new IllegalStateException(
            "Winnow in fp32 and ONNX Runtime differ by %.1e in MNLP, more than %.0e: there is nothing to compare"
                .formatted(largest, TOLERANCE));
      }
    }
  }
}
