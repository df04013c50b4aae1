package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class DropoutPassesLawsTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER"));

  private static TokenClassifier classifier;

  @BeforeContainer
  static void load() throws IOException {
    Torch.threads(1);
    Path folder = Files.createTempDirectory("winnow-dropout-laws");
    TestCheckpoints.small().withTags(SCHEME.tags()).write(folder);
    classifier = TokenClassifier.load(folder, Precision.FP32, Device.cpu());
    TestCheckpoints.delete(folder);
  }

  @AfterContainer
  static void close() {
    classifier.close();
  }

  /** So that partitions, their order and the layout of batches change no committee. */
  @Property(tries = 40)
  void aSentencesCommitteeHangsOnNothingButTheSentenceAndTheSeed(
      @ForAll("sentences") List<List<String>> sentences,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 600) int batchTokens,
      @ForAll @IntRange(min = 1, max = 8) int batchRows) {
    InferenceOptions asked = new InferenceOptions(2, seed, InferenceOptions.Pooling.MEAN);
    Prediction.Result together =
        classifier.predict(sentences, new BatchLayout(batchTokens, batchRows, 16), asked);
    for (int i = 0; i < sentences.size(); i++) {
      Prediction.Predicted alone =
          read(
              classifier.predict(List.of(sentences.get(i)), BatchLayout.byTokens(1024, 16), asked),
              0);
      Prediction.Predicted among = read(together, i);
      for (int pass = 0; pass < 2; pass++) {
        assertThat(among.committee().get(pass))
            .containsExactly(alone.committee().get(pass), within(1e-4f));
      }
      assertThat(among.embedding()).containsExactly(alone.embedding(), within(1e-4f));
    }
  }

  @Provide
  Arbitrary<List<List<String>>> sentences() {
    return Arbitraries.of("Anna", "lives", "in", "Bern", "北京", "embeddings", "\u200d", ".")
        .list()
        .ofMaxSize(150)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  private static Prediction.Predicted read(Prediction.Result result, int sentence) {
    return (Prediction.Predicted) result.sentences().get(sentence);
  }
}
