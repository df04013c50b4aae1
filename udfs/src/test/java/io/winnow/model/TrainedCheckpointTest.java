package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.Dtype;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.model.files.TensorBytes;
import io.winnow.model.files.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainedCheckpointTest {

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

  @Test
  void whatIsWrittenReadsAsWhatWasTrained() throws IOException {
    try (TrainableClassifier classifier =
        TinyTask.of(base, new FineTuning(0.01, 1, 0.1, 1, 1, Precision.FP32))) {
      for (int step = 0; step < 5; step++) {
        classifier.step(TinyTask.batch(classifier), 1e-3);
      }
      List<float[]> trained = classifier.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT);
      String hash = classifier.write(folder, Map.of("round", 3));

      assertThat(hash).isEqualTo(Checkpoint.open(folder).sha256());
      try (TokenClassifier loaded = TokenClassifier.load(folder, Precision.FP32, Device.cpu())) {
        assertThat(loaded.scheme()).isEqualTo(TinyTask.SCHEME);
        List<float[]> read = loaded.logProbabilities(TinyTask.SENTENCES, BatchLayout.DEFAULT);
        for (int i = 0; i < read.size(); i++) {
          assertThat(read.get(i)).containsExactly(trained.get(i), within(1e-6f));
        }
      }
    }
  }

  @Test
  void theWrittenFolderIsHuggingFaces() throws IOException {
    String hash;
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
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
    assertThat(json(Checkpoint.LINEAGE).path("round").asInt()).isEqualTo(3);
    assertThat(json(Checkpoint.LINEAGE).path(Checkpoint.WEIGHTS_SHA256).asText()).isEqualTo(hash);

    byte[] weights = Files.readAllBytes(folder.resolve(Checkpoint.WEIGHTS));
    int length = weights[0] & 0xff | (weights[1] & 0xff) << 8;
    JsonNode header =
        JsonFormat.MAPPER.readTree(new String(weights, 8, length, StandardCharsets.UTF_8));
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
    try (TrainableClassifier classifier = TinyTask.of(base, TinyTask.PLAIN)) {
      Map<String, float[]> written = TinyTask.weights(classifier, folder, "untouched");

      TestCheckpoints.small()
          .tensors()
          .forEach(
              (name, tensor) -> assertThat(written.get(name)).isEqualTo(TinyTask.values(tensor)));
    }
  }

  private Path small(Dtype type) throws IOException {
    Path written = Files.createDirectory(folder.resolve("base"));
    TestCheckpoints.small().write(written);
    Weights single = Safetensors.open(written.resolve(Checkpoint.WEIGHTS));
    Path converted = folder.resolve("converted");
    Map<String, TensorBytes> tensors = new TreeMap<>();
    for (String tensor : single.names()) {
      tensors.put(tensor, single.tensor(tensor).as(type));
    }
    Safetensors.write(converted, tensors);
    Files.move(converted, written.resolve(Checkpoint.WEIGHTS), StandardCopyOption.REPLACE_EXISTING);
    return written;
  }

  /** Infinity would be a model that predicts nothing. */
  @Test
  void whatHalfPrecisionDoesNotHoldIsKeptInSinglePrecision() throws IOException {
    Path half = small(Dtype.F16);
    Path written = Files.createDirectory(folder.resolve("written"));
    Checkpoint base = Checkpoint.open(half);
    Map<String, Tensor> tensors = new TreeMap<>(HeadWeights.drawn(base, TinyTask.SCHEME, 1));
    for (String name : base.encoder(TinyTask.SCHEME.tagCount()).shapes().keySet()) {
      if (!tensors.containsKey(name)) {
        tensors.put(name, base.tensor(name));
      }
    }
    float[] bias = new float[32];
    bias[3] = 1e5f;
    tensors.put("encoder.layer.0.output.dense.bias", Tensor.of(bias, 32));

    new TrainedCheckpoint(base, TinyTask.SCHEME).write(written, tensors, Map.of());

    Weights weights = Safetensors.open(written.resolve(Checkpoint.WEIGHTS));
    String large = "bert.encoder.layer.0.output.dense.bias";
    assertThat(weights.dtype(large)).isEqualTo(Dtype.F32);
    assertThat(weights.tensor(large).values().get(3)).isEqualTo(1e5f);
    assertThat(weights.dtype("bert.encoder.layer.1.output.dense.bias")).isEqualTo(Dtype.F16);
  }

  /** Values that the type has come back as they were; the head's, which are new, in that type. */
  @ParameterizedTest
  @CsvSource({"BF16, bfloat16", "F16, float16", "F64, float64", "F32, float32"})
  void theTypeOfTheBasesWeightsIsKept(Dtype type, String name) throws IOException {
    Path half = small(type);
    Path written = Files.createDirectory(folder.resolve("written"));

    try (TrainableClassifier classifier = TinyTask.of(half, TinyTask.PLAIN)) {
      classifier.write(written, Map.of());
    }

    Checkpoint base = Checkpoint.open(half);
    Weights weights = Safetensors.open(written.resolve(Checkpoint.WEIGHTS));
    for (String tensor : weights.names()) {
      assertThat(weights.dtype(tensor)).as(tensor).isEqualTo(type);
      if (tensor.startsWith("bert.")) {
        assertThat(weights.tensor(tensor).values())
            .as(tensor)
            .isEqualTo(base.tensor(tensor.substring("bert.".length())).values());
      }
    }
    assertThat(weights.shape("classifier.weight")).containsExactly(5L, 32L);
    assertThat(
            JsonFormat.MAPPER
                .readTree(written.resolve(Checkpoint.CONFIG).toFile())
                .path("torch_dtype")
                .asText())
        .isEqualTo(name);
  }

  @Test
  void aHeadThatTheBaseHasIsLeftAsideWhateverItsTags() throws IOException {
    TestCheckpoints.small().withTags(List.of("LABEL_0", "LABEL_1")).write(folder);
    Path written = Files.createDirectory(folder.resolve("written"));

    try (TrainableClassifier classifier =
        TrainableClassifier.of(folder, TinyTask.SCHEME, TinyTask.PLAIN, Device.cpu())) {
      classifier.step(TinyTask.batch(classifier), 1e-3);
      classifier.write(written, Map.of());
    }

    assertThat(Checkpoint.open(written).labelScheme()).contains(TinyTask.SCHEME);
  }

  private JsonNode json(String file) throws IOException {
    return JsonFormat.MAPPER.readTree(folder.resolve(file).toFile());
  }
}
