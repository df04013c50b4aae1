package io.winnow.jobs.doctor;

import ai.djl.Device;
import io.winnow.jobs.LocalCopy;
import io.winnow.model.BatchLayout;
import io.winnow.model.FineTuning;
import io.winnow.model.OnnxEncoder;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Whether the native libraries load, in this process and on Spark's executors. */
final class Natives {

  private static final List<String> WORDS =
      List.of("Ada", "Lovelace", "was", "born", "in", "London", ".");

  /** Some for each core of a small cluster; one executor's answer is as good as another's. */
  private static final int TASKS = 32;

  private Natives() {}

  /** Whether they can run the bundled encoder, on which device and in which precision. */
  static List<Finding> here() throws IOException {
    Device device = Torch.defaultDevice();
    Precision precision = Precision.AUTO.on(device);
    FineTuning tuning = new FineTuning(0, 1, 0, 1, 0, precision);
    LabelScheme scheme = new LabelScheme(List.of("PER", "LOC"));
    try (LocalCopy encoder = LocalCopy.empty()) {
      OnnxEncoder.EMBEDDED.write(encoder.folder());
      try (TrainableClassifier classifier =
          TrainableClassifier.of(encoder.folder(), scheme, tuning, device)) {
        float[] read = classifier.logProbabilities(List.of(WORDS), BatchLayout.DEFAULT).get(0);
        requireProbabilities(read, scheme.tagCount());
      }
    }
    String loaded =
        "libtorch %s and the tokenizers load; %s predicts a sentence"
            .formatted(Torch.version(), OnnxEncoder.NAME);
    String chosen =
        precision == Precision.BF16
            ? "bf16: this processor computes in it"
            : "fp32: this processor has no instructions for bf16 products";
    return List.of(
        Finding.good("PyTorch", loaded), Finding.good("Precision", chosen), gpu(Torch.gpus()));
  }

  private static void requireProbabilities(float[] logProbabilities, int tags) {
    double sum = 0;
    for (int tag = 0; tag < tags; tag++) {
      sum += Math.exp(logProbabilities[tag]);
    }
    if (!(Math.abs(sum - 1) < 1e-3)) {
      throw new IllegalStateException(
          "the probabilities of a word's tags sum to %.4f, not to 1".formatted(sum));
    }
  }

  private static Finding gpu(OptionalInt gpus) {
    if (gpus.isEmpty()) {
      return Finding.good("GPU", "none: this libtorch is a CPU build");
    }
    if (gpus.getAsInt() == 0) {
      return Finding.poor(
          "GPU",
          "this libtorch is a CUDA build, but it finds no GPU",
          "see nvidia-smi, CUDA_VISIBLE_DEVICES and whether libcudart.so is on the library path");
    }
    return Finding.good("GPU", "%d found; training uses the first".formatted(gpus.getAsInt()));
  }

  static List<Finding> onExecutors(SparkSession spark) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.good(
            "Spark",
            "%s at %s, %d tasks at a time"
                .formatted(
                    spark.version(),
                    spark.sparkContext().master(),
                    spark.sparkContext().defaultParallelism())));
    spark
        .range(0, TASKS, 1, TASKS)
        .mapPartitions((MapPartitionsFunction<Long, String>) Natives::executor, Encoders.STRING())
        .distinct()
        .sort("value")
        .collectAsList()
        .forEach(it -> findings.add(Finding.good("Executor", it)));
    return findings;
  }

  /** Runs on an executor. */
  private static Iterator<String> executor(Iterator<Long> ignored) {
    return List.of(
            "%s on %s: libtorch %s, %s"
                .formatted(
                    SparkEnv.get().executorId(),
                    SparkEnv.get().blockManager().blockManagerId().host(),
                    Torch.version(),
                    Precision.AUTO.on(Torch.defaultDevice()).name().toLowerCase(Locale.ROOT)))
        .iterator();
  }
}
