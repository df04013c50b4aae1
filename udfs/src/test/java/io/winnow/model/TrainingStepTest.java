package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one step does to the weights, by closed forms. */
class TrainingStepTest {

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

  /**
   * The first step of AdamW moves a weight by rate x g / (|g| + 1e-8). Clipped to a norm of 1e-9, g
   * shows: it is 1e-8 x r / (1 - r) of the move r in rates. The head's bias has a gradient that can
   * be told from the probabilities: their mean over the words less the labels' shares.
   */
  @Test
  void aStepFollowsTheGradientClippedByItsNormOverAllWeights() throws IOException {
    double largest = 1e-9;
    double rate = 1e-2;
    FineTuning clipped = new FineTuning(0, largest, 0, 1, 1, Precision.FP32);
    try (TrainableClassifier classifier = TinyTask.of(base, clipped)) {
      List<float[]> read = classifier.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT);
      Map<String, float[]> before = TinyTask.weights(classifier, folder, "before");
      classifier.step(TinyTask.batch(classifier), rate);
      Map<String, float[]> after = TinyTask.weights(classifier, folder, "after");

      double squares = 0;
      for (String name : before.keySet()) {
        for (double gradient : gradients(before.get(name), after.get(name), rate)) {
          squares += gradient * gradient;
        }
      }
      assertThat(Math.sqrt(squares)).isCloseTo(largest, within(0.02 * largest));

      double[] bias = gradients(before.get(Head.BIAS), after.get(Head.BIAS), rate);
      double[] expected = biasGradient(read);
      double scale = bias[0] / expected[0];
      assertThat(scale).isPositive();
      for (int tag = 0; tag < bias.length; tag++) {
        assertThat(bias[tag]).isCloseTo(expected[tag] * scale, within(0.01 * Math.abs(bias[0])));
      }
    }
  }

  /** Gradients clipped to nothing leave the decay alone: each weight shrinks by rate x decay. */
  @Test
  void weightDecayIsOnWeightsAndNotOnBiasesAndNorms() throws IOException {
    double decay = 0.1;
    double rate = 0.5;
    try (TrainableClassifier classifier =
        TinyTask.of(base, new FineTuning(decay, 1e-20, 0, 1, 1, Precision.FP32))) {
      Map<String, float[]> before = TinyTask.weights(classifier, folder, "before");
      classifier.step(TinyTask.batch(classifier), rate);
      classifier.step(TinyTask.batch(classifier), rate);
      Map<String, float[]> after = TinyTask.weights(classifier, folder, "after");

      for (String name : before.keySet()) {
        boolean decays = name.endsWith("weight") && !name.contains("LayerNorm");
        double kept = decays ? (1 - rate * decay) * (1 - rate * decay) : 1;
        double largest = 0;
        for (int i = 0; i < before.get(name).length; i++) {
          double difference = after.get(name)[i] - before.get(name)[i] * kept;
          largest = Math.max(largest, Math.abs(difference));
        }
        assertThat(largest).as(name).isLessThan(1e-6);
      }
      assertThat(after.get(Head.WEIGHT)).isNotEqualTo(before.get(Head.WEIGHT));
      assertThat(after.get("encoder.layer.0.output.LayerNorm.weight"))
          .isEqualTo(before.get("encoder.layer.0.output.LayerNorm.weight"));
    }
  }

  /**
   * AdamW's first step moves a weight by its rate, as long as its gradient is far above 1e-8: so
   * the largest move in a tensor is the rate of its layer.
   */
  @Test
  void eachLayerLearnsByTheDecayLessThanTheOneAbove() throws IOException {
    double rate = 1e-3;
    FineTuning layered = new FineTuning(0, 1000, 0, 0.5, 1, Precision.FP32);
    try (TrainableClassifier classifier = TinyTask.of(base, layered)) {
      Map<String, float[]> before = TinyTask.weights(classifier, folder, "before");
      classifier.step(TinyTask.batch(classifier), rate);
      Map<String, float[]> after = TinyTask.weights(classifier, folder, "after");

      Map<String, Double> shares =
          Map.of(
              Head.WEIGHT,
              1.0,
              Head.BIAS,
              1.0,
              "encoder.layer.1.output.dense.weight",
              0.5,
              "encoder.layer.1.attention.self.query.bias",
              0.5,
              "encoder.layer.0.intermediate.dense.weight",
              0.25,
              "encoder.layer.0.attention.output.LayerNorm.bias",
              0.25,
              "embeddings.word_embeddings.weight",
              0.125,
              "embeddings.LayerNorm.weight",
              0.125);
      shares.forEach(
          (name, share) ->
              assertThat(largestMove(before.get(name), after.get(name)))
                  .as(name)
                  .isCloseTo(rate * share, within(0.01 * rate * share)));
    }
  }

  private static double largestMove(float[] before, float[] after) {
    double largest = 0;
    for (int i = 0; i < before.length; i++) {
      largest = Math.max(largest, Math.abs((double) after[i] - before[i]));
    }
    return largest;
  }

  @Test
  void aRateOfZeroChangesNoWeight() throws IOException {
    try (TrainableClassifier classifier =
        TinyTask.of(base, new FineTuning(0.1, 1, 0.1, 1, 1, Precision.FP32))) {
      Map<String, float[]> before = TinyTask.weights(classifier, folder, "before");
      classifier.step(TinyTask.batch(classifier), 0);

      TinyTask.assertSame(TinyTask.weights(classifier, folder, "after"), before);
    }
  }

  private static double[] gradients(float[] before, float[] after, double rate) {
    double[] gradients = new double[before.length];
    for (int i = 0; i < before.length; i++) {
      double moved = ((double) before[i] - after[i]) / rate;
      gradients[i] = 1e-8 * moved / (1 - Math.abs(moved));
    }
    return gradients;
  }

  private static double[] biasGradient(List<float[]> read) {
    double[] gradient = new double[TinyTask.SCHEME.tagCount()];
    int words = 0;
    for (int i = 0; i < TinyTask.LABELS.length; i++) {
      for (int word = 0; word < TinyTask.LABELS[i].length; word++, words++) {
        gradient[TinyTask.LABELS[i][word]] -= 1;
        for (int tag = 0; tag < gradient.length; tag++) {
          gradient[tag] += Math.exp(read.get(i)[word * gradient.length + tag]);
        }
      }
    }
    for (int tag = 0; tag < gradient.length; tag++) {
      gradient[tag] /= words;
    }
    return gradient;
  }
}
