package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BertTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC", "MISC"));

  private static final List<List<String>> SENTENCES =
      List.of(
          List.of("Go"),
          List.of("Anna", "lives", "in", "Bern", "."),
          List.of("北京", "❤️", "réunion", "\u200d", "!"),
          Collections.nCopies(60, "river"));

  @TempDir Path folder;

  @BeforeEach
  void oneThreadWaitsForNoOther() {
    Torch.threads(1);
  }

  @Test
  void theReferencesErrorFunctionIsRight() {
    assertThat(ReferenceBert.erf(0.5)).isCloseTo(0.5204998778130465, within(1e-14));
    assertThat(ReferenceBert.erf(-2)).isCloseTo(-0.9953222650189527, within(1e-13));
    assertThat(ReferenceBert.erf(4)).isCloseTo(0.9999999845827421, within(1e-11));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gelu", "gelu_new", "relu"})
  void logProbabilitiesEqualThePaperInDoublePrecision(String activation) throws IOException {
    TestCheckpoints.Small small =
        TestCheckpoints.small().withTags(SCHEME.tags()).withActivation(activation);
    small.write(folder);
    ReferenceBert reference =
        new ReferenceBert(Checkpoint.open(folder).size(), small.activation(), small.tensors());

    List<float[]> read = read(Precision.FP32, SENTENCES, BatchLayout.DEFAULT);

    SubwordTokenizer tokenizer = TestCheckpoints.tokenizer();
    for (int i = 0; i < SENTENCES.size(); i++) {
      Window window = Window.of(tokenizer.encode(SENTENCES.get(i)), tokenizer, 128, 16).get(0);
      double[][] expected = reference.logProbabilities(window);
      for (int word = 0; word < expected.length; word++) {
        for (int tag = 0; tag < SCHEME.tagCount(); tag++) {
          assertThat((double) read.get(i)[word * SCHEME.tagCount() + tag])
              .as("sentence %d, word %d, tag %d", i, word, tag)
              .isCloseTo(expected[word][tag], within(1e-4));
        }
      }
    }
  }

  @Test
  void activationsDiffer() throws IOException {
    Set<Float> first = new HashSet<>();
    for (String activation : List.of("gelu", "gelu_new", "relu")) {
      folder = Files.createDirectory(folder.resolve(activation));
      TestCheckpoints.small().withTags(SCHEME.tags()).withActivation(activation).write(folder);
      first.add(read(Precision.FP32, SENTENCES, BatchLayout.DEFAULT).get(1)[0]);
    }
    assertThat(first).hasSize(3);
  }

  @Test
  void paddingChangesNothing() throws IOException {
    TestCheckpoints.small().withTags(SCHEME.tags()).write(folder);

    List<float[]> together = read(Precision.FP32, SENTENCES, BatchLayout.DEFAULT);
    List<float[]> alone = read(Precision.FP32, SENTENCES, new BatchLayout(1024, 1, 16));

    for (int i = 0; i < SENTENCES.size(); i++) {
      assertThat(together.get(i)).as("sentence %d", i).containsExactly(alone.get(i), within(1e-5f));
    }
  }

  /** Of the probabilities, on a network whose weights are ten times as wide as a trained one's. */
  @Test
  void bf16StaysNearSinglePrecision() throws IOException {
    TestCheckpoints.small().withTags(SCHEME.tags()).write(folder);

    List<float[]> single = read(Precision.FP32, SENTENCES, BatchLayout.DEFAULT);
    List<float[]> half = read(Precision.BF16, SENTENCES, BatchLayout.DEFAULT);

    double largest = 0;
    for (int i = 0; i < SENTENCES.size(); i++) {
      for (int j = 0; j < single.get(i).length; j++) {
        largest =
            Math.max(largest, Math.abs(Math.exp(single.get(i)[j]) - Math.exp(half.get(i)[j])));
      }
    }
    assertThat(largest).isBetween(1e-6, 3e-2);
  }

  private List<float[]> read(Precision precision, List<List<String>> sentences, BatchLayout layout)
      throws IOException {
    try (TokenClassifier classifier = TokenClassifier.load(folder, precision, Device.cpu())) {
      assertThat(classifier.precision()).isEqualTo(precision);
      return classifier.logProbabilities(sentences, layout);
    }
  }
}
