package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.model.files.Weights;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Four sentences in which Anna is a person and Bern a place, and what training tests share. */
final class TinyTask {

  static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));
  static final FineTuning PLAIN = new FineTuning(0, 1000, 0, 1, 1, Precision.FP32);

  static final List<List<String>> SENTENCES =
      List.of(
          List.of("Anna", "lives", "in", "Bern", "."),
          List.of("In", "Bern", "it", "rains", "on", "Anna"),
          List.of("it", "rains"),
          List.of("Anna", "Bern"));

  static final int[][] LABELS = {
    {1, 0, 0, 3, 0}, {0, 3, 0, 0, 0, 1}, {0, 0}, {1, 3},
  };

  private TinyTask() {}

  static TrainableClassifier of(Path base, FineTuning settings) throws IOException {
    return TrainableClassifier.of(base, SCHEME, settings, Device.cpu());
  }

  static List<Window.Labelled> batch(TrainableClassifier classifier) {
    List<Window.Labelled> batch = new ArrayList<>();
    for (int i = 0; i < LABELS.length; i++) {
      batch.addAll(classifier.windows(SENTENCES.get(i), new WordTargets.Hard(LABELS[i]), 128, 16));
    }
    return batch;
  }

  /** All weights by bare name, through the public door: written and read again. */
  static Map<String, float[]> weights(TrainableClassifier classifier, Path folder, String name)
      throws IOException {
    Path written = Files.createDirectory(folder.resolve(name));
    classifier.write(written, Map.of());
    Weights file = Safetensors.open(written.resolve(Checkpoint.WEIGHTS));
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (String tensor : file.names()) {
      weights.put(tensor.replaceFirst("^bert\\.", ""), values(file.tensor(tensor)));
    }
    return weights;
  }

  static void assertSame(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
  }

  static float[] values(Tensor tensor) {
    FloatBuffer values = tensor.values();
    float[] array = new float[values.remaining()];
    values.get(array);
    return array;
  }
}
