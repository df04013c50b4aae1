package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that no one should have put into a corpus: read or set aside, and its neighbours read. */
class PoisonTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));
  private static final BatchLayout LAYOUT = BatchLayout.byTokens(1024, 32);
  private static final List<String> SOUND = List.of("Anna", "lives", "in", "Bern", ".");
  private static final int MEGABYTE = 1 << 20;

  @TempDir static Path folder;

  private static TokenClassifier classifier;

  @BeforeAll
  static void load() throws IOException {
    Torch.threads(1);
    TestCheckpoints.small().withTags(SCHEME.tags()).write(folder);
    classifier = TokenClassifier.load(folder, Precision.FP32, Device.cpu());
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  /** Each is read, with a distribution for each word that the tokenizer leaves something of. */
  static List<List<String>> poison() {
    return List.of(
        List.of("\ud800"),
        List.of("a\udc00b", "\ud83d\ude00\ud83d", "\udc00\ud800"),
        List.of("\u0000", "a\u0000b", "\u0007", "\u001b[31m", "\u0085"),
        List.of("😀", "👩‍👩‍👧", "🇫🇷", "❤️"),
        List.of("", "", ""),
        List.of("\u200d", "\ufeff", "\u00ad", "\u2028", " "),
        List.of("\uffff", "\ufdd0", "\ue000"),
        List.of("x", "a".repeat(MEGABYTE), "y"),
        List.of("x", "!".repeat(MEGABYTE), "y"),
        List.of("x", "京".repeat(MEGABYTE / 3), "y"),
        List.of("x", "😀".repeat(MEGABYTE / 4), "y"),
        Collections.nCopies(200_000, "river"));
  }

  @ParameterizedTest
  @MethodSource("poison")
  void everyWordThatIsSeenHasADistributionAndItsNeighboursNoticeNothing(List<String> words)
      throws IOException {
    int[] firsts = TestCheckpoints.tokenizer().encode(words).firsts();
    int seen = (int) Arrays.stream(firsts).filter(first -> first >= 0).count();
    float[] alone = classifier.logProbabilities(List.of(SOUND), LAYOUT).get(0);

    List<float[]> read = classifier.logProbabilities(List.of(SOUND, words, SOUND), LAYOUT);

    assertThat(read.get(0)).containsExactly(alone, within(1e-5f));
    assertThat(read.get(2)).containsExactly(alone, within(1e-5f));
    assertThat(read.get(1)).hasSize(seen * SCHEME.tagCount());
    for (int word = 0; word < seen; word++) {
      double sum = 0;
      for (int tag = 0; tag < SCHEME.tagCount(); tag++) {
        sum += Math.exp(read.get(1)[word * SCHEME.tagCount() + tag]);
      }
      if (Math.abs(sum - 1) > 1e-4) {
        throw new AssertionError("Word %d of %d sums to %s".formatted(word, seen, sum));
      }
    }
  }

  /** A word's end is beyond any window; all of it would be two thousand windows for one word. */
  @Test
  void aMegabyteOfSignsCostsNoMoreThanItsBeginning() {
    List<String> words = List.of("x", "!".repeat(MEGABYTE), "y");

    assertThat(classifier.predict(List.of(words), LAYOUT, InferenceOptions.PLAIN).tokens())
        .isLessThan(1000);
  }

  @Test
  void halfASurrogatePairReadsAsTheReplacementCharacter() {
    List<float[]> read =
        classifier.logProbabilities(
            List.of(List.of("Bern", "a\ud800b"), List.of("Bern", "a\ufffdb")), LAYOUT);

    assertThat(read.get(0)).containsExactly(read.get(1), within(1e-6f));
  }

  @Test
  void aNullWordSetsItsSentenceAsideAndNoOther() {
    List<List<String>> sentences = new ArrayList<>(List.of(SOUND, SOUND));
    sentences.add(1, Arrays.asList("a", null, "b"));

    Prediction.Result result =
        classifier.predict(
            sentences, LAYOUT, new InferenceOptions(2, 1, InferenceOptions.Pooling.MEAN));

    assertThat(result.sentences().get(1))
        .isEqualTo(
            new Prediction.SetAside(
                Prediction.Reason.UNREADABLE,
                "The tokenizer cannot encode its 3 words: Word 2 of 3 is null; give each word a"
                    + " text"));
    assertThat(result.sentences().get(0)).isInstanceOf(Prediction.Predicted.class);
    assertThat(result.sentences().get(2)).isInstanceOf(Prediction.Predicted.class);
  }
}
