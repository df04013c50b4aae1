package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainableClassifierTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));
  private static final FineTuning PLAIN = new FineTuning(0, 1000, 0, 1, Precision.FP32);

  private static final List<List<String>> SENTENCES =
      List.of(
          List.of("Anna", "lives", "in", "Bern", "."),
          List.of("In", "Bern", "it", "rains", "on", "Anna"),
          List.of("it", "rains"),
          List.of("Anna", "Bern"));

  private static final int[][] LABELS = {
    {1, 0, 0, 3, 0}, {0, 3, 0, 0, 0, 1}, {0, 0}, {1, 3},
  };

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
    try (TrainableClassifier classifier = of(new FineTuning(0.01, 1, 0.1, 1, precision))) {
      List<LabelledWindow> batch = batch(classifier);
      float first = classifier.step(batch, 5e-3);
      for (int step = 0; step < 59; step++) {
        classifier.step(batch, 5e-3);
      }
      float last = classifier.step(batch, 0);

      assertThat(first).isGreaterThan(1);
      assertThat(last).isLessThan(0.1f);
      assertThat(mostProbable(classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT)))
          .isEqualTo(LABELS);
    }
  }

  /** Mean cross-entropy over the batch's words, by the model's own probabilities. */
  @Test
  void theLossIsTheMeanOverWords() throws IOException {
    try (TrainableClassifier classifier = of(PLAIN)) {
      List<float[]> read = classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      double sum = 0;
      int words = 0;
      for (int i = 0; i < LABELS.length; i++) {
        for (int word = 0; word < LABELS[i].length; word++) {
          sum -= read.get(i)[word * SCHEME.tagCount() + LABELS[i][word]];
          words++;
        }
      }
      assertThat((double) classifier.step(batch(classifier), 0))
          .isCloseTo(sum / words, within(1e-5));
    }
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
    FineTuning clipped = new FineTuning(0, largest, 0, 1, Precision.FP32);
    try (TrainableClassifier classifier = of(clipped)) {
      List<float[]> read = classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      Map<String, float[]> before = weights(classifier, "before");
      classifier.step(batch(classifier), rate);
      Map<String, float[]> after = weights(classifier, "after");

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
    try (TrainableClassifier classifier = of(new FineTuning(decay, 1e-20, 0, 1, Precision.FP32))) {
      Map<String, float[]> before = weights(classifier, "before");
      classifier.step(batch(classifier), rate);
      classifier.step(batch(classifier), rate);
      Map<String, float[]> after = weights(classifier, "after");

      for (String name : before.keySet()) {
        boolean decays = name.endsWith("weight") && !name.contains("LayerNorm");
        double kept = decays ? (1 - rate * decay) * (1 - rate * decay) : 1;
        for (int i = 0; i < before.get(name).length; i++) {
          float expected = (float) (before.get(name)[i] * kept);
          assertThat(after.get(name)[i]).as(name).isCloseTo(expected, within(1e-6f));
        }
      }
      assertThat(after.get(Head.WEIGHT)).isNotEqualTo(before.get(Head.WEIGHT));
      assertThat(after.get("encoder.layer.0.output.LayerNorm.weight"))
          .isEqualTo(before.get("encoder.layer.0.output.LayerNorm.weight"));
    }
  }

  @Test
  void aRateOfZeroChangesNoWeight() throws IOException {
    try (TrainableClassifier classifier = of(new FineTuning(0.1, 1, 0.1, 1, Precision.FP32))) {
      Map<String, float[]> before = weights(classifier, "before");
      classifier.step(batch(classifier), 0);

      assertSame(weights(classifier, "after"), before);
    }
  }

  @Test
  void dropoutIsOnInTrainingAndOffInReading() throws IOException {
    try (TrainableClassifier classifier = of(new FineTuning(0, 1, 0.3, 1, Precision.FP32))) {
      List<LabelledWindow> batch = batch(classifier);
      float first = classifier.step(batch, 0);
      List<float[]> one = classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      float second = classifier.step(batch, 0);
      List<float[]> other = classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      float third = classifier.step(batch, 0);

      assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
      for (int i = 0; i < one.size(); i++) {
        assertThat(other.get(i)).containsExactly(one.get(i));
      }
    }
    try (TrainableClassifier classifier = of(PLAIN)) {
      List<LabelledWindow> batch = batch(classifier);
      assertThat(classifier.step(batch, 0)).isEqualTo(classifier.step(batch, 0));
    }
  }

  @Test
  void theSameSeedGivesTheSameWeightsBitByBitAndAnotherOnesOthers() throws IOException {
    Map<String, float[]> one = trained(5, "one");
    Map<String, float[]> again = trained(5, "again");
    Map<String, float[]> other = trained(6, "other");

    assertSame(again, one);
    assertThat(other.get(Head.WEIGHT)).isNotEqualTo(one.get(Head.WEIGHT));
    assertThat(other.get("encoder.layer.0.output.dense.weight"))
        .isNotEqualTo(one.get("encoder.layer.0.output.dense.weight"));
  }

  @Test
  void whatIsWrittenReadsAsWhatWasTrained() throws IOException {
    try (TrainableClassifier classifier = of(new FineTuning(0.01, 1, 0.1, 1, Precision.FP32))) {
      for (int step = 0; step < 5; step++) {
        classifier.step(batch(classifier), 1e-3);
      }
      List<float[]> trained = classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      String hash = classifier.write(folder, Map.of("round", 3));

      assertThat(hash).isEqualTo(Checkpoint.open(folder).sha256());
      try (TokenClassifier loaded = TokenClassifier.load(folder, Precision.FP32, Device.cpu())) {
        assertThat(loaded.scheme()).isEqualTo(SCHEME);
        List<float[]> read = loaded.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
        for (int i = 0; i < read.size(); i++) {
          assertThat(read.get(i)).containsExactly(trained.get(i), within(1e-6f));
        }
      }
    }
  }

  @Test
  void theWrittenFolderIsHuggingFaces() throws IOException {
    String hash;
    try (TrainableClassifier classifier = of(PLAIN)) {
      hash = classifier.write(folder, Map.of("round", 3));
    }

    JsonNode config = json(Checkpoint.CONFIG);
    assertThat(config.path("architectures").toString())
        .isEqualTo("[\"BertForTokenClassification\"]");
    assertThat(config.path("model_type").asText()).isEqualTo("bert");
    assertThat(config.path("torch_dtype").asText()).isEqualTo("float32");
    assertThat(config.path("id2label").toString())
        .isEqualTo("{\"0\":\"O\",\"1\":\"B-PER\",\"2\":\"I-PER\",\"3\":\"B-LOC\",\"4\":\"I-LOC\"}");
    assertThat(config.path("label2id").toString())
        .isEqualTo("{\"O\":0,\"B-PER\":1,\"I-PER\":2,\"B-LOC\":3,\"I-LOC\":4}");
    assertThat(Files.readAllBytes(folder.resolve(Checkpoint.TOKENIZER)))
        .isEqualTo(Files.readAllBytes(base.resolve(Checkpoint.TOKENIZER)));
    assertThat(json(CheckpointWriter.LINEAGE).path("round").asInt()).isEqualTo(3);
    assertThat(json(CheckpointWriter.LINEAGE).path(CheckpointWriter.SHA256).asText())
        .isEqualTo(hash);

    byte[] weights = Files.readAllBytes(folder.resolve(Checkpoint.WEIGHTS));
    int length = weights[0] & 0xff | (weights[1] & 0xff) << 8;
    JsonNode header =
        Checkpoint.JSON.readTree(new String(weights, 8, length, StandardCharsets.UTF_8));
    assertThat(header.path("__metadata__").path("format").asText()).isEqualTo("pt");
    assertThat(header.path("classifier.weight").path("shape").toString()).isEqualTo("[5,32]");
    assertThat(header.path("classifier.bias").path("shape").toString()).isEqualTo("[5]");
    assertThat(
            header
                .path("bert.encoder.layer.0.attention.self.query.weight")
                .path("shape")
                .toString())
        .isEqualTo("[32,32]");
    assertThat(header.path("bert.embeddings.LayerNorm.bias").path("dtype").asText())
        .isEqualTo("F32");
    assertThat(header.size()).isEqualTo(1 + TestCheckpoints.small().tensors().size() + 2);
  }

  @Test
  void anUntouchedEncoderIsWrittenAsItWasRead() throws IOException {
    try (TrainableClassifier classifier = of(PLAIN)) {
      Map<String, float[]> written = weights(classifier, "untouched");

      TestCheckpoints.small()
          .tensors()
          .forEach((name, tensor) -> assertThat(written.get(name)).isEqualTo(values(tensor)));
    }
  }

  @Test
  void aHeadThatTheBaseHasIsLeftAsideWhateverItsTags() throws IOException {
    TestCheckpoints.small().withTags(List.of("LABEL_0", "LABEL_1")).write(folder);
    Path written = Files.createDirectory(folder.resolve("written"));

    try (TrainableClassifier classifier =
        TrainableClassifier.of(folder, SCHEME, PLAIN, Device.cpu())) {
      classifier.step(batch(classifier), 1e-3);
      classifier.write(written, Map.of());
    }

    assertThat(Checkpoint.open(written).labelScheme()).contains(SCHEME);
  }

  @Test
  void longSentencesAreCutWithTheirLabels() throws IOException {
    try (TrainableClassifier classifier = of(PLAIN)) {
      List<String> words = new ArrayList<>();
      int[] labels = new int[300];
      for (int i = 0; i < labels.length; i++) {
        words.add("river");
        labels[i] = i % 5;
      }
      List<LabelledWindow> windows = classifier.windows(words, labels, 512, 16);

      assertThat(windows).hasSizeGreaterThan(2);
      int word = 0;
      for (LabelledWindow window : windows) {
        assertThat(window.window().length()).isLessThanOrEqualTo(128);
        for (int label : window.labels()) {
          assertThat(label).isEqualTo(labels[word++]);
        }
      }
      assertThat(word).isEqualTo(300);
      assertThat(classifier.windows(List.of(), new int[0], 512, 16)).isEmpty();
      assertThat(classifier.step(windows, 1e-3)).isFinite();
    }
  }

  @Test
  void anEmptyBatchIsRefused() throws IOException {
    try (TrainableClassifier classifier = of(PLAIN)) {
      assertThatThrownBy(() -> classifier.step(List.of(), 1e-3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A step needs a batch of at least one window");
    }
  }

  @Test
  void twoHundredStepsLeaveNothingInNativeMemory() throws IOException {
    try (TrainableClassifier classifier = of(new FineTuning(0.01, 1, 0.1, 1, Precision.FP32))) {
      List<LabelledWindow> batch = batch(classifier);
      classifier.step(batch, 1e-4);
      classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      long before = NativeArrays.held();
      for (int step = 0; step < 200; step++) {
        classifier.step(batch, 1e-4);
      }
      classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);

      assertThat(NativeArrays.held()).isPositive().isLessThanOrEqualTo(before);
    }
  }

  private static TrainableClassifier of(FineTuning settings) throws IOException {
    return TrainableClassifier.of(base, SCHEME, settings, Device.cpu());
  }

  private static List<LabelledWindow> batch(TrainableClassifier classifier) {
    List<LabelledWindow> batch = new ArrayList<>();
    for (int i = 0; i < LABELS.length; i++) {
      batch.addAll(classifier.windows(SENTENCES.get(i), LABELS[i], 128, 16));
    }
    return batch;
  }

  private Map<String, float[]> trained(long seed, String name) throws IOException {
    try (TrainableClassifier classifier = of(new FineTuning(0.01, 1, 0.2, seed, Precision.FP32))) {
      for (int step = 0; step < 3; step++) {
        classifier.step(batch(classifier), 1e-3);
      }
      return weights(classifier, name);
    }
  }

  /** All weights by bare name, through the public door: written and read again. */
  private Map<String, float[]> weights(TrainableClassifier classifier, String name)
      throws IOException {
    Path written = Files.createDirectory(folder.resolve(name));
    classifier.write(written, Map.of());
    Safetensors file = Safetensors.open(written.resolve(Checkpoint.WEIGHTS));
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (String tensor : file.names()) {
      weights.put(new BertArchitecture().bareName(tensor), values(file.tensor(tensor)));
    }
    return weights;
  }

  private static void assertSame(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
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
    double[] gradient = new double[SCHEME.tagCount()];
    int words = 0;
    for (int i = 0; i < LABELS.length; i++) {
      for (int word = 0; word < LABELS[i].length; word++, words++) {
        gradient[LABELS[i][word]] -= 1;
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

  private static int[][] mostProbable(List<float[]> read) {
    int[][] tags = new int[read.size()][];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = new int[read.get(i).length / SCHEME.tagCount()];
      for (int word = 0; word < tags[i].length; word++) {
        for (int tag = 1; tag < SCHEME.tagCount(); tag++) {
          int at = word * SCHEME.tagCount();
          if (read.get(i)[at + tag] > read.get(i)[at + tags[i][word]]) {
            tags[i][word] = tag;
          }
        }
      }
    }
    return tags;
  }

  private static float[] values(Tensor tensor) {
    FloatBuffer values = tensor.values();
    float[] array = new float[values.remaining()];
    values.get(array);
    return array;
  }

  private JsonNode json(String file) throws IOException {
    return Checkpoint.JSON.readTree(folder.resolve(file).toFile());
  }
}
