package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on distributions instead of tags. */
class SoftTargetsTest {

  private static final int TAGS = TinyTask.SCHEME.tagCount();

  /** Three words of "it rains" and "Anna": sure, torn between two, knowing nothing. */
  private static final float[][] SHARES = {
    {1, 0, 0, 0, 0, 0.25f, 0, 0, 0.75f, 0}, {0.2f, 0.2f, 0.2f, 0.2f, 0.2f},
  };

  private static final List<List<String>> SENTENCES =
      List.of(List.of("it", "rains"), List.of("Anna"));

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

  private static List<Window.Labelled> batch(TrainableClassifier classifier) {
    List<Window.Labelled> batch = new ArrayList<>();
    for (int i = 0; i < SENTENCES.size(); i++) {
      List<String> words = SENTENCES.get(i);
      batch.addAll(
          classifier.windows(words, new WordTargets.Soft(words.size(), SHARES[i]), 128, 16));
    }
    return batch;
  }

  private static List<Window.Labelled> certain(TrainableClassifier classifier) {
    List<Window.Labelled> batch = new ArrayList<>();
    for (int i = 0; i < TinyTask.LABELS.length; i++) {
      float[] shares = new WordTargets.Hard(TinyTask.LABELS[i]).distributions(TAGS);
      batch.addAll(
          classifier.windows(
              TinyTask.SENTENCES.get(i),
              new WordTargets.Soft(TinyTask.LABELS[i].length, shares),
              128,
              16));
    }
    return batch;
  }

  @Test
  void certainDistributionsHaveTheLossOfTheirTags() throws IOException {
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      float hard = classifier.step(TinyTask.batch(classifier), 0);
      float soft = classifier.step(certain(classifier), 0);

      assertThat(soft).isCloseTo(hard, within(1e-6f));
    }
  }

  @Test
  void certainDistributionsTrainAsTheirTagsDo() throws IOException {
    Map<String, float[]> hard;
    Map<String, float[]> soft;
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      classifier.step(TinyTask.batch(classifier), 1e-3);
      hard = TinyTask.weights(classifier, folder, "hard");
    }
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      classifier.step(certain(classifier), 1e-3);
      soft = TinyTask.weights(classifier, folder, "soft");
    }
    assertThat(soft.get(Head.WEIGHT)).containsExactly(hard.get(Head.WEIGHT), within(1e-6f));
    assertThat(soft.get(Head.BIAS)).containsExactly(hard.get(Head.BIAS), within(1e-6f));
  }

  /** Mean over words of -sum q ln p, by the model's own probabilities. */
  @Test
  void theLossIsTheMeanCrossEntropyWithTheDistributions() throws IOException {
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      List<float[]> read = classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      double byHand =
          -read.get(0)[0]
              - 0.25 * read.get(0)[TAGS]
              - 0.75 * read.get(0)[TAGS + 3]
              - 0.2 * (sum(read.get(1)));

      assertThat((double) classifier.step(batch(classifier), 0))
          .isCloseTo(byHand / 3, within(1e-5));
    }
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  /** The bias has the gradient (1/words) sum of p - q; AdamW's first step is by its sign. */
  @Test
  void theGradientLeadsFromThePredictedToTheGivenDistribution() throws IOException {
    double rate = 1e-3;
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      List<float[]> read = classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      Map<String, float[]> before = TinyTask.weights(classifier, folder, "before");
      classifier.step(batch(classifier), rate);
      Map<String, float[]> after = TinyTask.weights(classifier, folder, "after");

      for (int tag = 0; tag < TAGS; tag++) {
        double gradient = 0;
        for (int i = 0; i < SHARES.length; i++) {
          for (int at = tag; at < SHARES[i].length; at += TAGS) {
            gradient += Math.exp(read.get(i)[at]) - SHARES[i][at];
          }
        }
        double moved = after.get(Head.BIAS)[tag] - before.get(Head.BIAS)[tag];
        assertThat(moved).as("tag %d", tag).isCloseTo(-rate * Math.signum(gradient), within(1e-5));
      }
      String deep = "encoder.layer.0.attention.output.dense.weight";
      assertThat(after.get(deep)).isNotEqualTo(before.get(deep));
    }
  }

  @Test
  void trainingEndsAtTheDistributions() throws IOException {
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      for (int step = 0; step < 80; step++) {
        classifier.step(batch(classifier), 5e-3 * (80 - step) / 80);
      }
      List<float[]> read = classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      for (int i = 0; i < SHARES.length; i++) {
        for (int at = 0; at < SHARES[i].length; at++) {
          assertThat(Math.exp(read.get(i)[at])).isCloseTo(SHARES[i][at], within(0.1));
        }
      }
    }
  }

  /** Words with a tag alone stand beside words with a distribution as certain ones. */
  @Test
  void aBatchMayHoldBoth() throws IOException {
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      List<Window.Labelled> mixed = new ArrayList<>(TinyTask.batch(classifier).subList(0, 2));
      mixed.addAll(certain(classifier).subList(2, 4));

      assertThat(classifier.step(mixed, 0))
          .isCloseTo(classifier.step(TinyTask.batch(classifier), 0), within(1e-6f));
    }
  }

  @Test
  void longSentencesAreCutWithTheirDistributions() throws IOException {
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      int words = 300;
      float[] shares = new float[words * TAGS];
      for (int word = 0; word < words; word++) {
        shares[word * TAGS] = word / (float) words;
        shares[word * TAGS + 1] = 1 - word / (float) words;
      }
      List<Window.Labelled> windows =
          classifier.windows(
              Collections.nCopies(words, "river"), new WordTargets.Soft(words, shares), 128, 16);

      assertThat(windows).hasSizeGreaterThan(2);
      int word = 0;
      for (Window.Labelled window : windows) {
        float[] here = window.targets().distributions(TAGS);
        assertThat(here[0]).isEqualTo(shares[word * TAGS]);
        word += window.window().words();
      }
      assertThat(word).isEqualTo(words);
      assertThat(classifier.step(windows, 1e-3)).isFinite();
    }
  }

  @Test
  void distributionsOverAnotherNumberOfTagsAreRefused() throws IOException {
    assertThatThrownBy(() -> new WordTargets.Soft(2, new float[9]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("9 probabilities can't be shared out evenly to 2 words");
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      List<Window.Labelled> three =
          classifier.windows(List.of("Anna", "Bern"), new WordTargets.Soft(2, new float[6]), 64, 8);
      assertThatThrownBy(() -> classifier.step(three, 1e-3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("2 words of 5 tags need 10 probabilities, not 6");
    }
  }
}
