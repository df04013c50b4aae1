package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without a model: what is predicted for a window is made of its own sub-words. */
class SentencePredictorTest {

  private static final int LONGEST = 16;
  private static final BatchLayout LAYOUT = BatchLayout.byTokens(64, 4);

  private final List<Integer> rows = new ArrayList<>();
  private int released;

  @Test
  void aBatchThatDoesNotFitIsDoneInHalvesWithTheSameResult() throws IOException {
    List<List<String>> sentences = sentences();
    Prediction.Result all = predict(sentences, Integer.MAX_VALUE);
    assertThat(all.splits()).isZero();
    int calls = rows.size();

    Prediction.Result halved = predict(sentences, 2 * LONGEST);

    assertThat(halved.splits()).isPositive();
    assertThat(rows).hasSize(calls + 2 * halved.splits());
    assertThat(released).isEqualTo(halved.splits());
    assertThat(halved.tokens()).isEqualTo(all.tokens());
    assertThat(halved.paddedTokens()).isLessThanOrEqualTo(all.paddedTokens());
    for (int i = 0; i < sentences.size(); i++) {
      assertThat(halved.logProbabilities().get(i)).containsExactly(all.logProbabilities().get(i));
    }
  }

  @Test
  void aSentenceWhoseWindowDoesNotFitAloneIsSetAsideAndNotTriedAgain() throws IOException {
    List<String> endless = Collections.nCopies(200, "river");
    List<List<String>> sentences = List.of(List.of("Go"), endless, List.of("Stay", "here"));

    Prediction.Result result = predict(sentences, LONGEST - 1);

    assertThat(result.sentences().get(1))
        .isEqualTo(
            new Prediction.SetAside(
                Prediction.Reason.OUT_OF_MEMORY,
                "A window of 16 sub-words does not fit into memory even alone: std::bad_alloc"));
    assertThat(result.sentences().get(0)).isInstanceOf(Prediction.Predicted.class);
    assertThat(result.sentences().get(2)).isInstanceOf(Prediction.Predicted.class);
    assertThat(result.tokens()).isEqualTo(3 + 4);
    // The first batch of four windows, its half, its quarter; then never a full window again.
    assertThat(rows.stream().filter(count -> count >= 1)).startsWith(4, 2, 1);
    assertThat(rows).hasSizeLessThan(8);
  }

  /** The stub predicts a word's first sub-word, so that another word's row would show. */
  @Test
  void wordsWithoutASubWordHaveNoRowAndMoveNoOther() throws IOException {
    List<String> words = List.of("\u200d", "Anna", "", "lives", "\u0007");
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.addAll(List.of("Bern", "\u200d", "river"));
    }

    List<Prediction.Predicted> read =
        predict(List.of(words, List.of("Anna", "lives"), List.of("\u200d", ""), many), 10_000)
            .predicted();

    assertThat(read.get(0).words()).containsExactly(1, 3);
    assertThat(read.get(0).logProbabilities()).containsExactly(read.get(1).logProbabilities());
    assertThat(read.get(0).distributions().orElseThrow().place(1)).isEqualTo(3);
    assertThat(read.get(2).words()).isEmpty();
    assertThat(read.get(2).distributions()).isEmpty();
    int[] firsts = TestCheckpoints.tokenizer().encode(List.of("Bern", "river")).ids();
    assertThat(read.get(3).words()).hasSize(40).doesNotContain(1, 58);
    for (int word = 0; word < 40; word++) {
      assertThat((int) read.get(3).logProbabilities()[word]).isEqualTo(firsts[word % 2]);
    }
  }

  @Test
  void whatWasSetAsideIsNoLogProbability() throws IOException {
    Prediction.Result result =
        predict(List.of(List.of("Go"), Arrays.asList("a", null)), Integer.MAX_VALUE);

    assertThatThrownBy(result::logProbabilities)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Sentence 2 of 2 has no prediction: The tokenizer cannot encode its 2 words: Word 2 of"
                + " 2 is null; give each word a text");
  }

  @Test
  void aFaultOfTheModelIsThrown() throws IOException {
    SentencePredictor predictor =
        new SentencePredictor(
            TestCheckpoints.tokenizer(),
            1,
            LONGEST,
            0,
            windows -> {
              throw new EngineException("index out of range in self");
            },
            () -> released++);

    assertThatThrownBy(() -> predictor.predict(sentences(), LAYOUT))
        .isInstanceOf(EngineException.class)
        .hasMessage("index out of range in self");
  }

  /**
   * @param memory padded sub-words that fit
   */
  private Prediction.Result predict(List<List<String>> sentences, int memory) throws IOException {
    rows.clear();
    released = 0;
    ForwardPass forward =
        windows -> {
          rows.add(windows.size());
          if (windows.size() * windows.get(0).length() > memory) {
            throw new EngineException("std::bad_alloc");
          }
          float[] output = new float[windows.stream().mapToInt(Window::words).sum()];
          int word = 0;
          for (Window window : windows) {
            for (int first : window.firsts()) {
              output[word++] = window.ids()[first] + window.length() / 100f;
            }
          }
          return new ForwardPass.Output(windows.size(), output, new float[0], new float[0]);
        };
    return new SentencePredictor(
            TestCheckpoints.tokenizer(), 1, LONGEST, 0, forward, () -> released++)
        .predict(sentences, LAYOUT);
  }

  private static List<List<String>> sentences() {
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sentences.add(
          List.of("Anna lives in Bern and went home by train".split(" ")).subList(0, i % 9));
    }
    return sentences;
  }
}
