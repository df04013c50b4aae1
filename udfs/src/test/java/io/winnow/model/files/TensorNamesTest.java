package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorNamesTest {

  private static final Set<String> BERT = Set.of("bert.");
  private static final Set<String> MODERN_BERT = Set.of("model.");
  private static final Set<String> ALL = Set.of("bert.", "roberta.", "model.", "deberta.");

  @ParameterizedTest
  @CsvSource({
    "bert.a.w classifier.w, bert.a.w classifier.w",
    "module.bert.a.w module.classifier.w, bert.a.w classifier.w",
    "module.module.bert.a.w module.module.classifier.w, bert.a.w classifier.w",
    "_orig_mod.bert.a.w _orig_mod.classifier.w, bert.a.w classifier.w",
    "module._orig_mod.bert.a.w module._orig_mod.classifier.w, bert.a.w classifier.w",
    "bert._fsdp_wrapped_module.a.w bert.a._checkpoint_wrapped_module.b, bert.a.w bert.a.b",
    "model.bert.a.w model.classifier.w, bert.a.w classifier.w",
    "model.bert.a.w model.classifier.w crf.t, bert.a.w classifier.w crf.t",
    "net.model.bert.a.w net.model.classifier.w net.crf.t, bert.a.w classifier.w net.crf.t",
    "model.embeddings.w model.encoder.w, embeddings.w encoder.w",
    "0.auto_model.embeddings.w 0.auto_model.encoder.w, embeddings.w encoder.w",
    "bert.embeddings.w bert.encoder.w, bert.embeddings.w bert.encoder.w",
    "embeddings.w encoder.w, embeddings.w encoder.w",
    "encoder.w, encoder.w",
    "bert.LayerNorm.gamma bert.LayerNorm.beta, bert.LayerNorm.weight bert.LayerNorm.bias",
    "bert.gamma.w bert.gamma, bert.gamma.w bert.gamma",
    "teacher.bert.w student.bert.w, teacher.bert.w student.bert.w",
  })
  void whatWrappersAndConversionsDidIsUndone(String names, String bare) {
    assertThat(TensorNames.bare(named(names), BERT).names())
        .containsExactlyInAnyOrder(bare.split(" "));
  }

  /** Its own prefix is also the most usual name of a wrapper's only part. */
  @ParameterizedTest
  @CsvSource({
    "model.embeddings.w model.layers.w, model.embeddings.w model.layers.w",
    "model.layers.w head.w classifier.w, model.layers.w head.w classifier.w",
    "model.model.layers.w model.head.w model.classifier.w, model.layers.w head.w classifier.w",
    "module.model.layers.w module.classifier.w, model.layers.w classifier.w",
  })
  void aFamilyWhosePrefixIsModelKeepsIt(String names, String bare) {
    assertThat(TensorNames.bare(named(names), MODERN_BERT).names())
        .containsExactlyInAnyOrder(bare.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "model.roberta.a.w model.classifier.w, roberta.a.w classifier.w",
    "roberta.a.w lm_head.w, roberta.a.w lm_head.w",
    "encoder.embeddings.w encoder.encoder.w, embeddings.w encoder.w",
  })
  void whereTheFamilyIsUnknownAnyPrefixCounts(String names, String bare) {
    assertThat(TensorNames.bare(named(names), ALL).names())
        .containsExactlyInAnyOrder(bare.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base_model.model.bert.query.lora_A.default.weight",
        "bert.query.lora_B.weight",
        "bert.embeddings.lora_embedding_A.default",
        "base_model.model.bert.query.base_layer.weight",
      })
  void anAdaptersTensorsAreRefusedWithTheWayOut(String name) {
    Weights weights = named("bert.w " + name);
    assertThatThrownBy(() -> TensorNames.bare(weights, BERT))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("f has '%s': the weights of an adapter", name)
        .hasMessageContaining("merge_and_unload()");
  }

  @Test
  void twoTensorsThatWouldHaveOneNameAreRefused() {
    Weights weights = named("bert.w module.bert.w");
    assertThatThrownBy(() -> TensorNames.bare(weights, BERT))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "f has 'bert.w' twice: as 'bert.w' and as 'module.bert.w', which differ; remove one");
  }

  @Test
  void oneTensorUnderTwoNamesMayGetOne() {
    StoredTensor tied = StoredTensor.plain(Path.of("f"), 8, Dtype.F32, List.of(2L));
    Weights weights = new Weights("f", Map.of("bert.w", tied, "module.bert.w", tied));

    assertThat(TensorNames.bare(weights, BERT).names()).containsExactly("bert.w");
  }

  private static Weights named(String names) {
    Map<String, StoredTensor> tensors = new TreeMap<>();
    Arrays.stream(names.split(" "))
        .forEach(
            name ->
                tensors.put(
                    name,
                    StoredTensor.plain(Path.of("f"), 4L * tensors.size(), Dtype.F32, List.of(1L))));
    return new Weights("f", tensors);
  }
}
