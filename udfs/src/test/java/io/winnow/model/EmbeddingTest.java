package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mean-pooled sentence embeddings; the encoder's own states are held to ONNX Runtime's elsewhere.
 */
class EmbeddingTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));
  private static final BatchLayout LAYOUT = BatchLayout.byTokens(1024, 32);
  private static final InferenceOptions EMBEDDED =
      new InferenceOptions(0, 0, InferenceOptions.Pooling.MEAN);
  private static final TestCheckpoints.Small SMALL =
      TestCheckpoints.small().withTags(SCHEME.tags());
  private static final List<List<String>> SENTENCES =
      List.of(
          List.of("Anna", "lives", "in", "Bern", "."),
          List.of(),
          List.of("北京", "❤️", "réunion", "\u200d", "embeddings"),
          List.of("Go"),
          Collections.nCopies(100, "river"));

  @TempDir static Path folder;

  private static TokenClassifier classifier;
  private static ReferenceBert reference;

  @BeforeAll
  static void load() throws IOException {
    Torch.threads(1);
    SMALL.write(folder);
    classifier = TokenClassifier.load(folder, Precision.FP32, Device.cpu());
    reference =
        new ReferenceBert(Checkpoint.open(folder).size(), SMALL.activation(), SMALL.tensors());
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  @Test
  void anEmbeddingIsTheMeanOfTheSubWordsStatesWithoutTheFrame() throws IOException {
    List<float[]> embeddings = embeddings(classifier, SENTENCES, LAYOUT);

    for (int i : new int[] {0, 2, 3, 4}) {
      double[] expected = reference.pooled(windows(SENTENCES.get(i)).get(0));
      assertClose(embeddings.get(i), expected, 1e-4);
    }
  }

  @Test
  void aLongSentencesEmbeddingIsTheMeanOfItsWindowsBySubWords() throws IOException {
    List<String> words = Collections.nCopies(150, "embeddings");
    List<Window> windows = windows(words);
    double[] expected = new double[32];
    int all = windows.stream().mapToInt(window -> window.length() - 2).sum();
    for (Window window : windows) {
      double[] pooled = reference.pooled(window);
      for (int h = 0; h < expected.length; h++) {
        expected[h] += pooled[h] * (window.length() - 2) / all;
      }
    }

    assertThat(windows).hasSizeGreaterThan(4);
    assertClose(embeddings(classifier, List.of(words), LAYOUT).get(0), expected, 1e-4);
  }

  @Test
  void aSentenceWithoutWordsHasNoEmbedding() {
    assertThat(embeddings(classifier, SENTENCES, LAYOUT).get(1)).isEmpty();
  }

  @Test
  void neighboursInTheBatchChangeNoEmbedding() {
    List<float[]> together = embeddings(classifier, SENTENCES, LAYOUT);
    List<float[]> alone = embeddings(classifier, SENTENCES, new BatchLayout(1024, 1, 32));

    for (int i = 0; i < SENTENCES.size(); i++) {
      assertThat(together.get(i)).containsExactly(alone.get(i), within(1e-5f));
    }
  }

  @Test
  void bf16StatesAreSummedInSinglePrecision() throws IOException {
    try (TokenClassifier half = TokenClassifier.load(folder, Precision.BF16, Device.cpu())) {
      double[] expected = reference.pooled(windows(SENTENCES.get(4)).get(0));
      assertClose(embeddings(half, SENTENCES, LAYOUT).get(4), expected, 0.1);
    }
  }

  private static List<Window> windows(List<String> words) throws IOException {
    SubwordTokenizer tokenizer = TestCheckpoints.tokenizer();
    return Window.of(tokenizer.encode(words), tokenizer, 128, 32);
  }

  private static List<float[]> embeddings(
      TokenClassifier model, List<List<String>> sentences, BatchLayout layout) {
    return model.predict(sentences, layout, EMBEDDED).sentences().stream()
        .map(read -> ((Prediction.Predicted) read).embedding())
        .toList();
  }

  private static void assertClose(float[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int h = 0; h < expected.length; h++) {
      assertThat((double) actual[h]).as("feature %d", h).isCloseTo(expected[h], within(tolerance));
    }
  }
}
