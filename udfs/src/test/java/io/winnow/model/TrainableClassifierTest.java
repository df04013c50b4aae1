package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainableClassifierTest {

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
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "BF16"})
  void aSimpleTaskIsLearnt(Precision precision) throws IOException {
    try (TrainableClassifier classifier =
        TinyTask.of(base, new FineTuning(0.01, 1, 0.1, 1, 1, precision))) {
      List<Window.Labelled> batch = TinyTask.batch(classifier);
      float first = classifier.step(batch, 5e-3);
      for (int step = 0; step < 59; step++) {
        classifier.step(batch, 5e-3);
      }
      float last = classifier.step(batch, 0);

      assertThat(first).isGreaterThan(1);
      assertThat(last).isLessThan(0.1f);
      assertThat(mostProbable(classifier.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT)))
          .isEqualTo(TinyTask.LABELS);
    }
  }

  /** Mean cross-entropy over the batch's words, by the model's own probabilities. */
  @Test
  void theLossIsTheMeanOverWords() throws IOException {
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      List<float[]> read = classifier.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT);
      double sum = 0;
      int words = 0;
      for (int i = 0; i < TinyTask.LABELS.length; i++) {
        for (int word = 0; word < TinyTask.LABELS[i].length; word++) {
          sum -= read.get(i)[word * TinyTask.SCHEME.tagCount() + TinyTask.LABELS[i][word]];
          words++;
        }
      }
      assertThat((double) classifier.step(TinyTask.batch(classifier), 0))
          .isCloseTo(sum / words, within(1e-5));
    }
  }

  @Test
  void dropoutIsOnInTrainingAndOffInReading() throws IOException {
    try (TrainableClassifier classifier =
        TinyTask.of(base, new FineTuning(0, 1, 0.3, 1, 1, Precision.FP32))) {
      List<Window.Labelled> batch = TinyTask.batch(classifier);
      float first = classifier.step(batch, 0);
      List<float[]> one = classifier.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT);
      float second = classifier.step(batch, 0);
      List<float[]> other = classifier.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT);
      float third = classifier.step(batch, 0);

      assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
      for (int i = 0; i < one.size(); i++) {
        assertThat(other.get(i)).containsExactly(one.get(i));
      }
    }
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      List<Window.Labelled> batch = TinyTask.batch(classifier);
      assertThat(classifier.step(batch, 0)).isEqualTo(classifier.step(batch, 0));
    }
  }

  @Test
  void theSameSeedGivesTheSameWeightsBitByBitAndAnotherOnesOthers() throws IOException {
    Map<String, float[]> one = trained(5, "one");
    Map<String, float[]> again = trained(5, "again");
    Map<String, float[]> other = trained(6, "other");

    TinyTask.assertSame(again, one);
    assertThat(other.get(Head.WEIGHT)).isNotEqualTo(one.get(Head.WEIGHT));
    assertThat(other.get("encoder.layer.0.output.dense.weight"))
        .isNotEqualTo(one.get("encoder.layer.0.output.dense.weight"));
  }

  @Test
  void longSentencesAreCutWithTheirLabels() throws IOException {
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      List<String> words = new ArrayList<>();
      int[] labels = new int[300];
      for (int i = 0; i < labels.length; i++) {
        words.add("river");
        labels[i] = i % 5;
      }
      List<Window.Labelled> windows =
          classifier.windows(words, new WordTargets.Hard(labels), 512, 16);

      assertThat(windows).hasSizeGreaterThan(2);
      int word = 0;
      for (Window.Labelled window : windows) {
        assertThat(window.window().length()).isLessThanOrEqualTo(128);
        for (int label : ((WordTargets.Hard) window.targets()).tags()) {
          assertThat(label).isEqualTo(labels[word++]);
        }
      }
      assertThat(word).isEqualTo(300);
      assertThat(classifier.windows(List.of(), new WordTargets.Hard(new int[0]), 512, 16))
          .isEmpty();
      assertThat(classifier.step(windows, 1e-3)).isFinite();
    }
  }

  /** The loss is that of the two words alone. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void wordsWithoutASubWordHaveNoTarget(boolean isHard) throws IOException {
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      WordTargets all = new WordTargets.Hard(new int[] {4, 1, 4, 2, 4});
      WordTargets two = new WordTargets.Hard(new int[] {1, 2});
      List<String> words = List.of("\u200d", "Anna", "", "Bern", "\u0007");

      List<Window.Labelled> windows = classifier.windows(words, isHard ? all : soft(all), 512, 16);
      List<Window.Labelled> plain =
          classifier.windows(List.of("Anna", "Bern"), isHard ? two : soft(two), 512, 16);

      assertThat(windows).hasSize(1);
      assertThat(windows.get(0).targets().words()).isEqualTo(2);
      assertThat(windows.get(0).targets().distributions(5)).containsExactly(two.distributions(5));
      assertThat(classifier.step(windows, 0)).isEqualTo(classifier.step(plain, 0));
    }
  }

  private static WordTargets soft(WordTargets hard) {
    return new WordTargets.Soft(hard.words(), hard.distributions(5));
  }

  @Test
  void anEmptyBatchIsRefused() throws IOException {
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      assertThatThrownBy(() -> classifier.step(List.of(), 1e-3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A step needs a batch of at least one window");
    }
  }

  @Test
  void twoHundredStepsLeaveNothingInNativeMemory() throws IOException {
    try (TrainableClassifier classifier =
        TinyTask.of(base, new FineTuning(0.01, 1, 0.1, 1, 1, Precision.FP32))) {
      List<Window.Labelled> batch = TinyTask.batch(classifier);
      classifier.step(batch, 1e-4);
      classifier.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT);
      long before = NativeArrays.held();
      for (int step = 0; step < 200; step++) {
        classifier.step(batch, 1e-4);
      }
      classifier.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT);

      assertThat(NativeArrays.held()).isPositive().isLessThanOrEqualTo(before);
    }
  }

  private Map<String, float[]> trained(long seed, String name) throws IOException {
    try (TrainableClassifier classifier =
        TinyTask.of(base, new FineTuning(0.01, 1, 0.2, 1, seed, Precision.FP32))) {
      for (int step = 0; step < 3; step++) {
        classifier.step(TinyTask.batch(classifier), 1e-3);
      }
      return TinyTask.weights(classifier, folder, name);
    }
  }

  private static int[][] mostProbable(List<float[]> read) {
    int[][] tags = new int[read.size()][];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = new int[read.get(i).length / TinyTask.SCHEME.tagCount()];
      for (int word = 0; word < tags[i].length; word++) {
        for (int tag = 1; tag < TinyTask.SCHEME.tagCount(); tag++) {
          int at = word * TinyTask.SCHEME.tagCount();
          if (read.get(i)[at + tag] > read.get(i)[at + tags[i][word]]) {
            tags[i][word] = tag;
          }
        }
      }
    }
    return tags;
  }
}
