package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.winnow.acquisition.Committee;
import io.winnow.acquisition.Formulas;
import io.winnow.acquisition.WordDistributions;
import io.winnow.model.graph.EncoderSize;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committee of passes with dropout. */
class DropoutPassesTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));
  private static final int TAGS = SCHEME.tagCount();
  private static final BatchLayout LAYOUT = BatchLayout.byTokens(1024, 32);
  private static final InferenceOptions FOUR =
      new InferenceOptions(4, 42, InferenceOptions.Pooling.NONE);
  private static final TestCheckpoints.Small SMALL =
      TestCheckpoints.small().withTags(SCHEME.tags());
  private static final List<List<String>> SENTENCES =
      List.of(
          List.of("Anna", "lives", "in", "Bern", "."),
          List.of(),
          List.of("北京", "❤️", "réunion", "\u200d", "!"),
          Collections.nCopies(300, "river"),
          List.of("Go"));

  @TempDir static Path folder;

  private static TokenClassifier classifier;

  @BeforeAll
  static void load() throws IOException {
    Torch.threads(1);
    SMALL.write(folder);
    classifier = TokenClassifier.load(folder, Precision.FP32, Device.cpu());
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  @Test
  void whatIsNotAskedForIsNotThere() {
    Prediction.Predicted read = read(classifier, SENTENCES, LAYOUT, InferenceOptions.PLAIN).get(0);

    assertThat(read.committee()).isEmpty();
    assertThat(read.embedding()).isEmpty();
  }

  @Test
  void thePlainReadingIsTheSameWithACommittee() {
    List<float[]> plain = classifier.logProbabilities(SENTENCES, LAYOUT);
    List<Prediction.Predicted> asked = read(classifier, SENTENCES, LAYOUT, FOUR);

    for (int i = 0; i < SENTENCES.size(); i++) {
      assertThat(asked.get(i).logProbabilities()).containsExactly(plain.get(i), within(1e-6f));
      assertThat(asked.get(i).committee()).hasSize(4);
      for (float[] pass : asked.get(i).committee()) {
        assertThat(pass).hasSameSizeAs(plain.get(i));
      }
    }
  }

  @Test
  void passesWithNextToNoDropoutArePlainReadings(@TempDir Path sure) throws IOException {
    try (TokenClassifier all = withDropout(sure, 1e-9)) {
      for (Prediction.Predicted read : read(all, SENTENCES, LAYOUT, FOUR)) {
        for (float[] pass : read.committee()) {
          assertThat(pass).containsExactly(read.logProbabilities(), within(1e-5f));
        }
      }
    }
  }

  /** Every place where values are dropped, in plain loops and double precision. */
  @Test
  void aPassEqualsThePaperWithTheSameValuesDropped() throws IOException {
    EncoderSize config = Checkpoint.open(folder).size();
    SubwordTokenizer tokenizer = TestCheckpoints.tokenizer();
    float[] masks = FOUR.dropoutMasks(6, config.hidden(), config.dropout());
    for (int sentence : new int[] {0, 2, 4}) {
      Window window =
          Window.of(tokenizer.encode(SENTENCES.get(sentence)), tokenizer, 128, 32).get(0);
      Prediction.Predicted read = read(classifier, SENTENCES, LAYOUT, FOUR).get(sentence);
      for (int pass = 0; pass < 4; pass++) {
        double[][] kept = new double[6][config.hidden()];
        for (int site = 0; site < kept.length; site++) {
          for (int h = 0; h < config.hidden(); h++) {
            kept[site][h] = masks[(pass * kept.length + site) * config.hidden() + h];
          }
        }
        double[][] expected =
            new ReferenceBert(config, SMALL.activation(), SMALL.tensors(), kept)
                .logProbabilities(window);
        for (int word = 0; word < expected.length; word++) {
          for (int tag = 0; tag < TAGS; tag++) {
            assertThat((double) read.committee().get(pass)[word * TAGS + tag])
                .as("sentence %d, pass %d, word %d, tag %d", sentence, pass, word, tag)
                .isCloseTo(expected[word][tag], within(2e-4));
          }
        }
      }
    }
  }

  @Test
  void batchesAndOrderChangeNoPass() {
    List<Prediction.Predicted> expected = read(classifier, SENTENCES, LAYOUT, FOUR);
    List<List<String>> reversed = new ArrayList<>(SENTENCES);
    Collections.reverse(reversed);
    for (BatchLayout layout :
        List.of(new BatchLayout(1024, 1, 32), new BatchLayout(200, 3, 32), LAYOUT)) {
      List<Prediction.Predicted> others = read(classifier, reversed, layout, FOUR);
      for (int i = 0; i < SENTENCES.size(); i++) {
        for (int pass = 0; pass < 4; pass++) {
          assertThat(others.get(SENTENCES.size() - 1 - i).committee().get(pass))
              .as("sentence %d, pass %d, %s", i, pass, layout)
              .containsExactly(expected.get(i).committee().get(pass), within(1e-4f));
        }
      }
    }
  }

  @Test
  void theFirstPassesOfManyAreThePassesOfFew() {
    InferenceOptions many =
        new InferenceOptions(9, FOUR.dropoutSeed(), InferenceOptions.Pooling.MEAN);
    List<float[]> few = read(classifier, SENTENCES, LAYOUT, FOUR).get(0).committee();
    List<float[]> nine = read(classifier, SENTENCES, LAYOUT, many).get(0).committee();

    for (int pass = 0; pass < 4; pass++) {
      assertThat(nine.get(pass)).containsExactly(few.get(pass), within(1e-6f));
    }
  }

  @Test
  void passesDifferAndSoDoSeeds() {
    InferenceOptions other = new InferenceOptions(4, 43, InferenceOptions.Pooling.NONE);
    List<float[]> one = read(classifier, SENTENCES, LAYOUT, FOUR).get(0).committee();
    List<float[]> two = read(classifier, SENTENCES, LAYOUT, other).get(0).committee();

    assertThat(one.stream().map(Arrays::toString).distinct()).hasSize(4);
    assertThat(one.stream().map(Arrays::toString))
        .doesNotContainAnyElementsOf(two.stream().map(Arrays::toString).toList());
  }

  @Test
  void theCommitteeDisagreesWithinTheFunctionsRanges() {
    for (Prediction.Predicted read : read(classifier, SENTENCES, LAYOUT, FOUR)) {
      int words = read.logProbabilities().length / TAGS;
      if (words > 0) {
        Committee committee =
            new Committee(
                read.committee().stream()
                    .map(pass -> new WordDistributions(pass, words, TAGS))
                    .toList());
        assertThat(Formulas.BALD.score(committee)).isBetween(-Math.log(4), -1e-6);
        assertThat(Formulas.VOTE_ENTROPY.score(committee)).isBetween(-Math.log(4), 0.0);
      }
    }
  }

  @Test
  void bf16PassesStayNearThoseInSinglePrecision() throws IOException {
    List<Prediction.Predicted> single = read(classifier, SENTENCES, LAYOUT, FOUR);
    try (TokenClassifier half = TokenClassifier.load(folder, Precision.BF16, Device.cpu())) {
      List<Prediction.Predicted> read = read(half, SENTENCES, LAYOUT, FOUR);
      double largest = 0;
      for (int i = 0; i < SENTENCES.size(); i++) {
        for (int pass = 0; pass < 4; pass++) {
          float[] ours = read.get(i).committee().get(pass);
          float[] theirs = single.get(i).committee().get(pass);
          for (int j = 0; j < ours.length; j++) {
            largest = Math.max(largest, Math.abs(Math.exp(ours[j]) - Math.exp(theirs[j])));
          }
        }
      }
      assertThat(largest).isBetween(1e-6, 5e-2);
    }
  }

  @Test
  void aModelPretrainedWithoutDropoutDropsATenth(@TempDir Path without, @TempDir Path tenth)
      throws IOException {
    try (TokenClassifier sure = withDropout(without, 0);
        TokenClassifier usual = withDropout(tenth, 0.1)) {
      assertThat(read(sure, SENTENCES, LAYOUT, FOUR).get(0).committee().get(3))
          .isEqualTo(read(usual, SENTENCES, LAYOUT, FOUR).get(0).committee().get(3));
    }
  }

  @Test
  void fewerThanNoPassesAreRefused() {
    assertThatThrownBy(() -> new InferenceOptions(-1, 0, InferenceOptions.Pooling.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Inference cannot make -1 passes with dropout; ask for 0 or more");
  }

  @Test
  void aTenthIsDroppedAndTheRestMadeUpFor() {
    float[] masks =
        new InferenceOptions(20, 7, InferenceOptions.Pooling.NONE).dropoutMasks(14, 384, 0.1);

    int dropped = 0;
    for (float mask : masks) {
      assertThat(mask).isIn(0f, (float) (1 / 0.9));
      dropped += mask == 0 ? 1 : 0;
    }
    assertThat((double) dropped / masks.length).isCloseTo(0.1, within(0.005));
  }

  @Test
  void threadsShareThePassesAndLeaveNothingBehind() throws Exception {
    InferenceOptions all = new InferenceOptions(3, 5, InferenceOptions.Pooling.MEAN);
    List<Prediction.Predicted> alone = read(classifier, SENTENCES, LAYOUT, all);
    long before = NativeArrays.held();
    Callable<List<Prediction.Predicted>> task = () -> read(classifier, SENTENCES, LAYOUT, all);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (Future<List<Prediction.Predicted>> result :
          pool.invokeAll(Collections.nCopies(12, task))) {
        assertThat(result.get().get(0).committee().get(2))
            .containsExactly(alone.get(0).committee().get(2), within(1e-5f));
      }
    } finally {
      pool.shutdown();
    }
    assertThat(NativeArrays.held()).isPositive().isLessThanOrEqualTo(before);
  }

  private static TokenClassifier withDropout(Path folder, double dropout) throws IOException {
    Map<String, Object> config = SMALL.config();
    config.put("hidden_dropout_prob", dropout);
    TestCheckpoints.write(folder, config, SMALL.tensors());
    return TokenClassifier.load(folder, Precision.FP32, Device.cpu());
  }

  private static List<Prediction.Predicted> read(
      TokenClassifier model,
      List<List<String>> sentences,
      BatchLayout layout,
      InferenceOptions asked) {
    return model.predict(sentences, layout, asked).sentences().stream()
        .map(Prediction.Predicted.class::cast)
        .toList();
  }
}
