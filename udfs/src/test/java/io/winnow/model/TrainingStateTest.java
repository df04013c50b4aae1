package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.winnow.model.files.InvalidModelException;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training that is taken up where it was, and training that goes on from a trained model. */
class TrainingStateTest {

  @TempDir static Path base;
  @TempDir Path folder;

  @BeforeAll
  static void writeBase() throws IOException {
    TestCheckpoints.small().write(base);
  }

  @BeforeEach
  void oneThreadSumsInOneOrder() {
    Torch.threads(1);
  }

  @ParameterizedTest
  @CsvSource({"FP32, 1", "BF16, 1", "FP32, 0.8"})
  void stepsAfterARestoreAreBitForBitThoseWithoutABreak(Precision precision, double layerDecay)
      throws IOException {
    FineTuning settings = new FineTuning(0.01, 1, 0.2, layerDecay, 7, precision);
    Path state = folder.resolve("state.safetensors");
    float[] losses = new float[3];
    Map<String, float[]> unbroken;
    try (TrainableClassifier classifier = TinyTask.of(base, settings)) {
      train(classifier, 4);
      classifier.saveState(state);
      losses = train(classifier, 3);
      unbroken = TinyTask.weights(classifier, folder, "unbroken");
    }
    try (TrainableClassifier classifier = TinyTask.of(base, settings)) {
      train(classifier, 1);
      classifier.restoreState(state, 4);

      assertThat(train(classifier, 3)).containsExactly(losses);
      TinyTask.assertSame(TinyTask.weights(classifier, folder, "taken up"), unbroken);
    }
  }

  @Test
  void anotherModelsStateIsRefused() throws IOException {
    Path state = folder.resolve("state.safetensors");
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      classifier.saveState(state);
    }
    LabelScheme one = new LabelScheme(List.of("PER"));
    try (TrainableClassifier other =
        TrainableClassifier.of(base, one, TinyTask.PLAIN, Device.cpu())) {
      assertThatThrownBy(() -> other.restoreState(state, 0))
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining(
              "classifier_weight' has shape [5, 32], the model in training has [3, 32]");
    }
  }

  @Test
  void aTrainedHeadIsKeptWhereItsTagsAreTheSame() throws IOException {
    Path trained = trained();
    List<float[]> read;
    try (TrainableClassifier classifier =
        TrainableClassifier.continuing(trained, TinyTask.SCHEME, TinyTask.PLAIN, Device.cpu())) {
      assertThat(classifier.head()).isEqualTo(TrainableClassifier.HeadOrigin.CHECKPOINT);
      read = classifier.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT);
    }
    try (TrainableClassifier before = TinyTask.of(base, TinyTask.PLAIN)) {
      train(before, 30);
      List<float[]> expected = before.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(read.get(i)).containsExactly(expected.get(i));
      }
    }
  }

  @Test
  void otherTagsGetANewHead() throws IOException {
    LabelScheme other = new LabelScheme(List.of("PER", "ORG"));
    try (TrainableClassifier classifier =
        TrainableClassifier.continuing(trained(), other, TinyTask.PLAIN, Device.cpu())) {
      assertThat(classifier.head()).isEqualTo(TrainableClassifier.HeadOrigin.RANDOM);
    }
    try (TrainableClassifier classifier =
        TrainableClassifier.continuing(base, TinyTask.SCHEME, TinyTask.PLAIN, Device.cpu())) {
      assertThat(classifier.head()).isEqualTo(TrainableClassifier.HeadOrigin.RANDOM);
    }
  }

  private Path trained() throws IOException {
    Path trained = Files.createDirectory(folder.resolve("trained"));
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      train(classifier, 30);
      classifier.write(trained, Map.of());
    }
    return trained;
  }

  private static float[] train(TrainableClassifier classifier, int steps) {
    float[] losses = new float[steps];
    for (int step = 0; step < steps; step++) {
      losses[step] = classifier.step(TinyTask.batch(classifier), 1e-3);
    }
    return losses;
  }
}
