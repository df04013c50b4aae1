package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFilesTest {

  private static final Set<String> BERT = Set.of("bert.");
  private static final String SHARD = "%s-%05d-of-%05d.%s";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(WeightForm.class)
  void everyFormHasTheSameTensors(WeightForm form) throws IOException {
    write(form, Map.of("bert.a", tensor(1, 2), "bert.b", tensor(3), "classifier.w", tensor(4)));

    Weights weights = WeightFiles.open(folder);

    assertThat(weights.names()).containsExactly("bert.a", "bert.b", "classifier.w");
    assertThat(values(weights, "bert.a")).containsExactly(1, 2);
    assertThat(values(weights, "bert.b")).containsExactly(3);
    assertThat(values(weights, "classifier.w")).containsExactly(4);
  }

  @ParameterizedTest
  @EnumSource(WeightForm.class)
  void everyFormBecomesTheSameFile(WeightForm form) throws IOException {
    Map<String, TensorBytes> tensors = new TreeMap<>();
    tensors.put("module.bert.LayerNorm.gamma", tensor(1, 2).as(Dtype.BF16));
    tensors.put("module.classifier.weight", tensor(3).as(Dtype.F16));
    tensors.put("module.bert.w", tensor(4));
    write(form, tensors);
    Map<String, TensorBytes> bare = new TreeMap<>();
    bare.put("bert.LayerNorm.weight", tensor(1, 2).as(Dtype.BF16));
    bare.put("classifier.weight", tensor(3).as(Dtype.F16));
    bare.put("bert.w", tensor(4));
    Path expected = folder.resolve("expected");
    Safetensors.write(expected, bare);

    Path written = folder.resolve("written");
    Weights weights = WeightFiles.normalise(folder, BERT, written);

    assertThat(Files.mismatch(written, expected)).isEqualTo(-1);
    assertThat(weights.names())
        .containsExactly("bert.LayerNorm.weight", "bert.w", "classifier.weight");
  }

  @Test
  void ofSeveralFormsTheFirstOneCounts() throws IOException {
    write(WeightForm.TORCH, Map.of("bert.w", tensor(1)));
    write(WeightForm.SAFETENSORS, Map.of("bert.w", tensor(2)));
    Files.writeString(folder.resolve("model.safetensors.index.json"), "not even JSON");

    assertThat(WeightForm.in(WeightFiles.names(folder)))
        .containsExactly(WeightForm.SAFETENSORS, WeightForm.SAFETENSORS_SHARDS, WeightForm.TORCH);
    assertThat(values(WeightFiles.open(folder), "bert.w")).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource({
    "adapter_config.json adapter_model.safetensors, adapter_config.json: an adapter (LoRA",
    "adapter_config.json model.safetensors, adapter_config.json: an adapter (LoRA",
    "tf_model.h5 config.json, tf_model.h5: TensorFlow's weights",
    "model.ckpt-100.index model.ckpt-100.meta, model.ckpt-100.index: TensorFlow's weights",
    "flax_model.msgpack, flax_model.msgpack: Flax's weights",
    "model.onnx, model.onnx: a model exported for another runtime",
    "bert.Q4_K_M.gguf, bert.Q4_K_M.gguf: a model exported for another runtime",
    "rust_model.ot, rust_model.ot: a model exported for another runtime",
    "openvino_model.xml openvino_model.bin, openvino_model.bin: a model exported",
    "model.safetensors.incomplete, model.safetensors.incomplete: a download that has not ended",
    "model-00001-of-00002.safetensors, model-00001-of-00002.safetensors: shards without",
    "pytorch_model-00001-of-00002.bin, pytorch_model-00001-of-00002.bin: shards without",
    "model.fp16.safetensors, model.fp16.safetensors: a variant",
    "pytorch_model.fp16.bin, pytorch_model.fp16.bin: a variant",
    "weights.pt, weights.pt: weights under a name that transformers does not look for",
  })
  void whatIsThereInPlaceOfWeightsIsNamedWithTheWayOut(String files, String said) {
    assertThatThrownBy(() -> WeightForm.of("DIR", List.of(files.split(" "))))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("DIR has " + said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "training_args.bin", "optimizer.pt", "rng_state_0.pth"})
  void aFolderWithoutWeightsIsSaidToHaveNone(String file) {
    assertThatThrownBy(() -> WeightForm.of("DIR", List.of(file)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "DIR has no weights: none of model.safetensors, model.safetensors.index.json,"
                + " pytorch_model.bin, pytorch_model.bin.index.json, as save_pretrained writes"
                + " them");
  }

  @ParameterizedTest
  @EnumSource(
      value = WeightForm.class,
      names = {"SAFETENSORS_SHARDS", "TORCH_SHARDS"})
  void shardsThatAreMissingAreNamed(WeightForm form) throws IOException {
    write(form, Map.of("a", tensor(1), "b", tensor(2), "c", tensor(3)));
    String lost = ShardIndex.read(folder.resolve(form.file())).shards().last();
    Files.delete(folder.resolve(lost));

    refused("%s names 3 files, of which 1 are not there: %s", folder.resolve(form.file()), lost);
  }

  @Test
  void anIndexThatItsShardsContradictIsRefused() throws IOException {
    write(WeightForm.SAFETENSORS_SHARDS, Map.of("a", tensor(1), "b", tensor(2)));
    Path index = folder.resolve(WeightForm.SAFETENSORS_SHARDS.file());
    String first = SHARD.formatted("model", 1, 2, "safetensors");
    String second = SHARD.formatted("model", 2, 2, "safetensors");

    index(index, Map.of("a", first, "b", second, "c", second));
    refused("%s: tensor 'c' is said to be in %s, which has none of that name", index, second);

    index(index, Map.of("a", first));
    assertThat(WeightFiles.open(folder).names()).containsExactly("a");

    index(index, Map.of("a", second, "b", first));
    refused("%s: tensor 'a' is in %s, where the index says %s", index, first, second);

    Safetensors.write(folder.resolve("twice.safetensors"), Map.of("a", tensor(1)));
    index(index, Map.of("a", first, "b", second, "c", "twice.safetensors"));
    refused("%s: tensor 'a' is in twice.safetensors, where the index says %s", index, first);

    Safetensors.write(folder.resolve("more.safetensors"), Map.of("b", tensor(1), "d", tensor(1)));
    index(index, Map.of("b", "more.safetensors"));
    refused("%s: tensor 'd' is in more.safetensors, where the index says nothing", index);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../model.safetensors", "/etc/passwd", "a/b", ".hidden", "", "a\\\\b", "a b"})
  void anIndexThatNamesAFileElsewhereIsRefused(String file) throws IOException {
    Path index = folder.resolve("model.safetensors.index.json");
    Files.writeString(index, "{\"weight_map\":{\"a\":\"%s\"}}".formatted(file));

    refused("%s: tensor 'a' is said to be in '%s', which is", index, file.replace("\\\\", "\\"));
  }

  @Test
  void anIndexThatIsNoneIsRefused() throws IOException {
    Path index = folder.resolve("pytorch_model.bin.index.json");
    Files.writeString(index, "{");
    refused("%s is no JSON: ", index);
    Files.writeString(index, "[]");
    refused("%s has no 'weight_map'", index);
    Files.writeString(index, "{\"weight_map\":{\"a\":\"f\",\"a\":\"g\"}}");
    refused("%s is no JSON: Duplicate field 'a'", index);
    Files.writeString(index, "version https://git-lfs.github.com/spec/v1\nsize 1");
    refused("%s is a Git LFS pointer", index);
  }

  private void refused(String said, Object... with) {
    assertThatThrownBy(() -> WeightFiles.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(said.formatted(with));
  }

  /** In shards, each tensor has one of its own. */
  private void write(WeightForm form, Map<String, ? extends TensorBytes> tensors)
      throws IOException {
    Path file = folder.resolve(form.file());
    switch (form) {
      case SAFETENSORS -> Safetensors.write(file, tensors);
      case TORCH -> TorchFiles.archive(file, tensors);
      default -> {
        boolean isTorch = form == WeightForm.TORCH_SHARDS;
        Map<String, String> shards = new TreeMap<>();
        for (Map.Entry<String, ? extends TensorBytes> entry : new TreeMap<>(tensors).entrySet()) {
          String name =
              SHARD.formatted(
                  isTorch ? "pytorch_model" : "model",
                  shards.size() + 1,
                  tensors.size(),
                  isTorch ? "bin" : "safetensors");
          shards.put(entry.getKey(), name);
          Map<String, TensorBytes> one = Map.of(entry.getKey(), entry.getValue());
          if (isTorch) {
            TorchFiles.archive(folder.resolve(name), one);
          } else {
            Safetensors.write(folder.resolve(name), one);
          }
        }
        index(file, shards);
      }
    }
  }

  private static void index(Path file, Map<String, String> shards) throws IOException {
    JsonFormat.MAPPER.writeValue(
        file.toFile(), Map.of("metadata", Map.of("total_size", 0), "weight_map", shards));
  }

  private static Tensor tensor(float... values) {
    return Tensor.of(values, values.length);
  }

  private static float[] values(Weights weights, String name) throws IOException {
    Tensor tensor = weights.tensor(name);
    float[] values = new float[Math.toIntExact(tensor.elements())];
    tensor.values().get(values);
    return values;
  }
}
