package io.winnow.bench;

import ai.djl.Device;
import io.winnow.model.EmbeddedEncoder;
import io.winnow.model.FineTuning;
import io.winnow.model.Precision;
import io.winnow.model.TrainableClassifier;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The bundled encoder as benchmarks need it. */
public final class Encoder {

  public static final LabelScheme LABELS = new LabelScheme(List.of("PER", "ORG", "LOC", "MISC"));

  private Encoder() {}

  /** The pretrained checkpoint, in a new folder. */
  public static Path pretrained() throws IOException {
    Path folder = Files.createTempDirectory("winnow-bench-encoder");
    EmbeddedEncoder.write(folder);
    return folder;
  }

  public static TrainableClassifier trainable(Path pretrained, Precision precision)
      throws IOException {
    return TrainableClassifier.of(
        pretrained, LABELS, new FineTuning(0.01, 1.0, 0.1, 42, precision), Device.cpu());
  }

  /** A checkpoint with a head that knows nothing: it costs as much as one that does. */
  public static Path withHead(Path pretrained) throws IOException {
    Path folder = Files.createTempDirectory("winnow-bench-model");
    try (TrainableClassifier classifier = trainable(pretrained, Precision.FP32)) {
      classifier.write(folder, Map.of("source", "benchmark"));
    }
    return folder;
  }
}
