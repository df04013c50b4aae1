package io.winnow.bench;

import io.winnow.bench.contender.Contender;
import io.winnow.bench.contender.Pass;
import io.winnow.bench.contender.Protocol;
import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.TwoCores;
import io.winnow.model.Checkpoint;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.model.graph.EncoderSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast this machine multiplies matrices, GFLOP a CPU-second, with a product a core at the same
 * time: the four products of an encoder's layer over 1,024 sub-words, and large square ones.
 */
public final class GemmContender implements Contender {

  /** Names of the figures: {@code <precision>.<kind>}. */
  public static final String LAYER = ".layer";

  public static final String SQUARE = ".square";

  private static final int SUBWORDS = 1024;
  private static final int SIDE = 2048;
  private static final double SECONDS_EACH = 1.0;

  private final EncoderSize config;
  private final ExecutorService threads = Executors.newFixedThreadPool(TwoCores.CORES);

  private GemmContender(EncoderSize config) {
    this.config = config;
  }

  /**
   * @param arguments the checkpoint's folder
   */
  public static void main(String[] arguments) throws Exception {
    Protocol.serve(new GemmContender(Checkpoint.open(Path.of(arguments[0])).size()));
  }

  @Override
  public Pass over(Slice sentences, Path output) {
    return new Pass() {
      @Override
      public Map<String, Double> run() throws Exception {
        Map<String, Double> speeds = new LinkedHashMap<>();
        for (Precision precision : List.of(Precision.FP32, Precision.BF16)) {
          speeds.put(precision + LAYER, speed(layer(), precision));
          speeds.put(precision + SQUARE, speed(square(), precision));
        }
        return speeds;
      }

      @Override
      public Map<String, Double> mnlp() {
        return Map.of();
      }
    };
  }

  private List<MatrixProducts.Size> layer() {
    int hidden = config.hidden();
    int inner = config.intermediate();
    return List.of(
        new MatrixProducts.Size(SUBWORDS, hidden, 3 * hidden),
        new MatrixProducts.Size(SUBWORDS, hidden, hidden),
        new MatrixProducts.Size(SUBWORDS, hidden, inner),
        new MatrixProducts.Size(SUBWORDS, inner, hidden));
  }

  private static List<MatrixProducts.Size> square() {
    return List.of(new MatrixProducts.Size(SIDE, SIDE, SIDE));
  }

  private double speed(List<MatrixProducts.Size> shapes, Precision precision) throws Exception {
    try (MatrixProducts products = MatrixProducts.of(shapes, precision)) {
      Torch.threads(1);
      products.run();
      Usage begun = Usage.now();
      List<Callable<Double>> calls = new ArrayList<>();
      for (int core = 0; core < TwoCores.CORES; core++) {
        calls.add(() -> repeated(products));
      }
      double flops = 0;
      for (Future<Double> done : threads.invokeAll(calls)) {
        flops += done.get();
      }
      return flops / Usage.now().since(begun).cpuSeconds() / 1e9;
    }
  }

  private static double repeated(MatrixProducts products) {
    Torch.threads(1);
    double flops = 0;
    Usage begun = Usage.now();
    while (Usage.now().since(begun).wallSeconds() < SECONDS_EACH) {
      flops += products.run();
    }
    return flops;
  }
}
