package io.winnow.jobs.doctor;

import ai.djl.Device;
import io.winnow.jobs.LocalCopy;
import io.winnow.model.BatchLayout;
import io.winnow.model.EmbeddedEncoder;
import io.winnow.model.FineTuning;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The native libraries: whether they can run the bundled encoder, on which device and in which
 * precision.
 */
record EngineExamination() implements Examination {

  private static final List<String> WORDS =
      List.of("Ada", "Lovelace", "was", "born", "in", "London", ".");

  @Override
  public String subject() {
    return "PyTorch";
  }

  @Override
  public List<Finding> examine() throws IOException {
    Device device = Torch.defaultDevice();
    Precision precision = Precision.AUTO.on(device);
    try (LocalCopy encoder = LocalCopy.empty()) {
      EmbeddedEncoder.write(encoder.folder());
      LabelScheme scheme = new LabelScheme(List.of("PER", "LOC"));
      FineTuning tuning = new FineTuning(0, 1, 0, 0, precision);
      try (TrainableClassifier classifier =
          TrainableClassifier.of(encoder.folder(), scheme, tuning, device)) {
        float[] read = classifier.logProbabilities(List.of(WORDS), BatchLayout.DEFAULT).get(0);
        requireProbabilities(read, scheme.tagCount());
      }
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.good(
            subject(),
            "libtorch %s and the tokenizers load; %s reads a sentence"
                .formatted(Torch.version(), EmbeddedEncoder.NAME)));
    findings.add(precision(precision));
    findings.add(gpu(Torch.gpus()));
    return findings;
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

  private static Finding precision(Precision precision) {
    return switch (precision) {
      case BF16 -> Finding.good("Precision", "bf16: it is computed in by hardware here");
      default ->
          Finding.good("Precision", "fp32: this processor has no instructions for bf16 products");
    };
  }

  private static Finding gpu(OptionalInt gpus) {
    if (gpus.isEmpty()) {
      return Finding.good("GPU", "none: this libtorch computes on processors");
    }
    if (gpus.getAsInt() == 0) {
      return Finding.poor(
          "GPU",
          "this libtorch is one for CUDA, but no GPU is seen",
          "see nvidia-smi, CUDA_VISIBLE_DEVICES and whether libcudart.so is on the library path");
    }
    return Finding.good("GPU", "%d seen; training takes the first".formatted(gpus.getAsInt()));
  }
}
