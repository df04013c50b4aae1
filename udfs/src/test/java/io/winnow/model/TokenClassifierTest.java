package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.winnow.model.files.InvalidModelException;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenClassifierTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));
  private static final BatchLayout LAYOUT = BatchLayout.byTokens(1024, 32);

  @TempDir static Path folder;

  private static TokenClassifier classifier;

  @BeforeAll
  static void load() throws IOException {
    // Two native threads on a busy machine wait for each other.
    Torch.threads(1);
    TestCheckpoints.small().withTags(SCHEME.tags()).write(folder);
    classifier = TokenClassifier.load(folder, Precision.FP32, Device.cpu());
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  @Test
  void anEncoderWithoutAHeadCannotRead(@TempDir Path headless) throws IOException {
    TestCheckpoints.small().write(headless);

    assertThatThrownBy(() -> TokenClassifier.load(headless, Precision.FP32, Device.cpu()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            headless + " has no head that can score: it holds an encoder alone; train it first");
  }

  @Test
  void aHeadOfAnotherKindIsNamedInTheError(@TempDir Path other) throws IOException {
    TestCheckpoints.small().withTags(List.of("LABEL_0", "LABEL_1")).write(other);

    assertThatThrownBy(() -> TokenClassifier.load(other, Precision.FP32, Device.cpu()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(
            "its labels LABEL_0, LABEL_1 are numbers without a meaning; name the 2 labels");
  }

  @Test
  void aBrokenTokenizerIsRefused(@TempDir Path broken) throws IOException {
    TestCheckpoints.small().withTags(SCHEME.tags()).write(broken);
    Files.writeString(broken.resolve(Checkpoint.TOKENIZER), "{}");

    assertThatThrownBy(() -> TokenClassifier.load(broken, Precision.FP32, Device.cpu()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(Checkpoint.TOKENIZER);
  }

  @Test
  void nothingGivesNothingAndAnEmptySentenceNoRows() {
    assertThat(classifier.logProbabilities(List.of(), LAYOUT)).isEmpty();
    assertThat(classifier.logProbabilities(List.of(List.of()), LAYOUT).get(0)).isEmpty();
  }

  @Test
  void answersComeInTheSentencesOrder() {
    List<List<String>> sentences = sentences();
    List<float[]> together = classifier.logProbabilities(sentences, LAYOUT);

    for (int i = 0; i < sentences.size(); i++) {
      float[] alone = classifier.logProbabilities(List.of(sentences.get(i)), LAYOUT).get(0);
      assertThat(together.get(i)).as("sentence %d", i).containsExactly(alone, within(1e-5f));
    }
  }

  @Test
  void threeThousandWordsAreThreeThousandRowsOfProbabilities() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      words.add(i % 7 == 0 ? "embeddings" : "word" + i % 10);
    }
    float[] read = classifier.logProbabilities(List.of(words), LAYOUT).get(0);

    assertThat(read).hasSize(3000 * SCHEME.tagCount());
    for (int word = 0; word < 3000; word++) {
      double sum = 0;
      for (int tag = 0; tag < SCHEME.tagCount(); tag++) {
        sum += Math.exp(read[word * SCHEME.tagCount() + tag]);
      }
      assertThat(sum).as("word %d", word).isCloseTo(1, within(1e-5));
    }
  }

  /** A word that one window answers for is read as if that window were the sentence. */
  @Test
  void theFirstWindowsWordsReadAsInAShortSentence() throws IOException {
    List<String> words = Collections.nCopies(400, "river");
    SubwordTokenizer tokenizer = TestCheckpoints.tokenizer();
    Window first = Window.of(tokenizer.encode(words), tokenizer, 128, 32).get(0);

    float[] all = classifier.logProbabilities(List.of(words), LAYOUT).get(0);
    float[] alone =
        classifier.logProbabilities(List.of(words.subList(0, first.length() - 2)), LAYOUT).get(0);

    for (int i = 0; i < first.words() * SCHEME.tagCount(); i++) {
      assertThat(all[i]).isCloseTo(alone[i], within(1e-5f));
    }
  }

  @Test
  void severalThreadsShareOne() throws Exception {
    List<float[]> alone = classifier.logProbabilities(sentences(), LAYOUT);
    Callable<List<float[]>> read = () -> classifier.logProbabilities(sentences(), LAYOUT);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (Future<List<float[]>> result : pool.invokeAll(Collections.nCopies(8, read))) {
        for (int i = 0; i < alone.size(); i++) {
          assertThat(result.get().get(i)).containsExactly(alone.get(i), within(1e-5f));
        }
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void twoHundredBatchesLeaveNothingInNativeMemory() {
    List<List<String>> sentences = List.of(List.of("Anna", "lives", "in", "Bern"), List.of("Go"));
    classifier.logProbabilities(sentences, LAYOUT);
    long before = NativeArrays.held();

    for (int i = 0; i < 200; i++) {
      classifier.logProbabilities(sentences, LAYOUT);
    }

    assertThat(NativeArrays.held()).isPositive().isLessThanOrEqualTo(before);
  }

  private static List<List<String>> sentences() {
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<String> words = new ArrayList<>();
      for (int word = 0; word < i * 13 % 37; word++) {
        words.add("word" + (i * 31 + word) % 17);
      }
      sentences.add(words);
    }
    return sentences;
  }
}
