package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.Tensor;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  private static final String QUERY = "encoder.layer.1.attention.self.query.weight";

  @TempDir Path folder;

  @Test
  void theBundledEncoderOpensWithoutAHead() throws IOException {
    Checkpoint checkpoint = Checkpoint.open(TestCheckpoints.encoder());

    assertThat(checkpoint.size().layers()).isEqualTo(6);
    assertThat(checkpoint.size().hidden()).isEqualTo(384);
    assertThat(checkpoint.labelScheme()).isEmpty();
    assertThat(checkpoint.whyNoHead()).contains("it holds an encoder alone; train it first");
  }

  @Test
  void whatIsMissingIsListed() {
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            folder
                + " is no model folder: it has no config.json, no model.safetensors, no"
                + " tokenizer.json; Winnow needs config.json, model.safetensors, tokenizer.json,"
                + " which 'winnow model import FOLDER' makes of any form that save_pretrained"
                + " writes");
  }

  @Test
  void aFolderThatIsNotThereIsNoModelFolder() {
    Path nowhere = folder.resolve("nowhere");

    assertThatThrownBy(() -> Checkpoint.open(nowhere))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(nowhere + " is no model folder");
  }

  @Test
  void aConfigurationThatIsNoJsonIsRefused() throws IOException {
    TestCheckpoints.small().write(folder);
    Files.writeString(folder.resolve(Checkpoint.CONFIG), "{\"model_type\": ");

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(folder.resolve(Checkpoint.CONFIG) + " is no JSON: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "\"bert\""})
  void aConfigurationWithoutAModelTypeIsRefused(String json) throws IOException {
    TestCheckpoints.small().write(folder);
    Files.writeString(folder.resolve(Checkpoint.CONFIG), json);

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            folder.resolve(Checkpoint.CONFIG)
                + ": 'model_type' is missing, and neither 'architectures' nor the tensors' names"
                + " tell it; add it: one of bert, roberta, xlm-roberta, camembert, distilbert,"
                + " electra, mpnet, albert, deberta-v2, modernbert");
  }

  /** What Winnow does not compute would be computed wrongly. */
  @ParameterizedTest
  @CsvSource({
    "model_type, gpt2, 'model_type ''gpt2'' is not supported; supported: bert, roberta,"
        + " xlm-roberta, camembert, distilbert, electra, mpnet, albert, deberta-v2, modernbert'",
    "hidden_act, xielu, 'hidden_act ''xielu'' is not supported; supported: gelu, gelu_10,"
        + " gelu_accurate, gelu_fast, gelu_new, gelu_python, gelu_python_tanh, gelu_pytorch_tanh,"
        + " laplace, leaky_relu, linear, mish, quick_gelu, relu, relu2, relu6, sigmoid, silu,"
        + " swish, tanh'",
    "position_embedding_type, relative_key, position_embedding_type 'relative_key' is not"
        + " supported; supported: absolute",
    "is_decoder, true, is_decoder 'true' is not supported; supported: false",
    "hidden_size, 0, 'hidden_size' is \"0\"; it must be a whole number above 0",
  })
  void anUnknownVariantIsRefusedByItsKey(String key, String value, String message)
      throws IOException {
    writeWith(Map.of(key, value), UnaryOperator.identity());

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(folder.resolve(Checkpoint.CONFIG) + ": " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "pruned_heads, 'pruned_heads is not supported: layers have equal sizes here'",
    "quantization_config, 'quantization_config is not supported: in Python, undo it with"
        + " dequantize() and save the model with save_pretrained(NEW_FOLDER)'",
  })
  void whatChangesTheSizesOrTheWeightsIsRefusedByItsKey(String key, String message)
      throws IOException {
    writeWith(Map.of(key, Map.of("0", List.of(1))), UnaryOperator.identity());

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(folder.resolve(Checkpoint.CONFIG) + ": " + message);
  }

  /** As transformers writes it of every model. */
  @Test
  void anEmptyListOfPrunedHeadsIsNone() throws IOException {
    writeWith(Map.of("pruned_heads", Map.of()), UnaryOperator.identity());

    assertThat(Checkpoint.open(folder).size().layers()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -32, 4294967328L})
  void aSizeThatIsNoneIsRefused(long size) throws IOException {
    writeWith(Map.of("hidden_size", size), UnaryOperator.identity());

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            folder.resolve(Checkpoint.CONFIG)
                + ": 'hidden_size' is %d; it must be a whole number above 0".formatted(size));
  }

  @Test
  void headsMustShareTheWidthEvenly() throws IOException {
    writeWith(Map.of("num_attention_heads", 5), UnaryOperator.identity());

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("hidden_size 32 is no multiple of num_attention_heads 5");
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    Map<String, Tensor> tensors = TestCheckpoints.small().tensors();
    tensors.remove(QUERY);
    TestCheckpoints.write(folder, TestCheckpoints.small().config(), tensors);

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s has no tensor '%s', which config.json's bert with 2 layers needs"
                .formatted(folder.resolve(Checkpoint.WEIGHTS), QUERY));
  }

  @Test
  void aTensorOfAnotherShapeIsNamedWithBothShapes() throws IOException {
    Map<String, Tensor> tensors = TestCheckpoints.small().tensors();
    tensors.put(QUERY, Tensor.of(new float[32 * 16], 16, 32));
    TestCheckpoints.write(folder, TestCheckpoints.small().config(), tensors);

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s: tensor '%s' has shape [16, 32], config.json asks for [32, 32]"
                .formatted(folder.resolve(Checkpoint.WEIGHTS), QUERY));
  }

  @Test
  void weightsCutShortAreRefused() throws IOException {
    TestCheckpoints.small().write(folder);
    Path weights = folder.resolve(Checkpoint.WEIGHTS);
    byte[] whole = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(weights + " is cut short");
  }

  @Test
  void prefixedNamesAndTensorFlowsNamesAreTheSameWeights() throws IOException {
    writeWith(
        Map.of(),
        name ->
            "bert."
                + name.replace("LayerNorm.weight", "LayerNorm.gamma")
                    .replace("LayerNorm.bias", "LayerNorm.beta"));
    Map<String, Tensor> bare = TestCheckpoints.small().tensors();

    Checkpoint checkpoint = Checkpoint.open(folder);

    for (String name : List.of(QUERY, "embeddings.LayerNorm.weight", "embeddings.LayerNorm.bias")) {
      assertThat(checkpoint.tensor(name).values()).isEqualTo(bare.get(name).values());
    }
  }

  @Test
  void aHeadInWinnowsOrderIsTakenAsItIs() throws IOException {
    List<String> tags = new LabelScheme(List.of("PER", "LOC")).tags();
    TestCheckpoints.Small small = TestCheckpoints.small().withTags(tags);
    small.write(folder);

    Checkpoint checkpoint = Checkpoint.open(folder);

    assertThat(checkpoint.labelScheme()).contains(new LabelScheme(List.of("PER", "LOC")));
    assertThat(checkpoint.whyNoHead()).isEmpty();
    assertThat(HeadWeights.of(checkpoint).get(Head.WEIGHT).values())
        .isEqualTo(small.tensors().get(Head.WEIGHT).values());
  }

  @Test
  void aHeadWithAnotherNumberOfRowsThanTagsIsRefused() throws IOException {
    TestCheckpoints.Small five =
        TestCheckpoints.small().withTags(new LabelScheme(List.of("PER", "LOC")).tags());
    TestCheckpoints.Small three =
        TestCheckpoints.small().withTags(new LabelScheme(List.of("PER")).tags());
    TestCheckpoints.write(folder, three.config(), five.tensors());

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageEndingWith(
            "config.json: id2label tells of 3 labels, but the tensor 'classifier.weight' has 5"
                + " rows; name all 5 with 'winnow model import --labels O,B-PER,I-PER,...'");
  }

  @Test
  void aHeadOfAnotherKindLeavesAnEncoder() throws IOException {
    TestCheckpoints.small().withTags(List.of("LABEL_0", "LABEL_1")).write(folder);

    Checkpoint checkpoint = Checkpoint.open(folder);

    assertThat(checkpoint.labelScheme()).isEmpty();
    assertThat(checkpoint.whyNoHead())
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("its labels LABEL_0, LABEL_1 are numbers without a meaning; "));
  }

  @Test
  void theHashIsThatOfTheWeightsFile() throws Exception {
    TestCheckpoints.small().write(folder);
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(Files.readAllBytes(folder.resolve(Checkpoint.WEIGHTS)));

    assertThat(Checkpoint.open(folder).sha256()).isEqualTo(HexFormat.of().formatHex(hash));
  }

  private void writeWith(Map<String, Object> changes, UnaryOperator<String> rename)
      throws IOException {
    Map<String, Object> config = TestCheckpoints.small().config();
    config.putAll(changes);
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    TestCheckpoints.small().tensors().forEach((name, it) -> renamed.put(rename.apply(name), it));
    TestCheckpoints.write(folder, config, renamed);
  }
}
