package io.winnow.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.files.Dtype;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.model.files.TensorBytes;
import io.winnow.model.files.Weights;
import io.winnow.model.graph.Encoder;
import io.winnow.model.tags.TagScheme;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A token classifier trained from a checkpoint, which gives its configuration and tokenizer.
 *
 * @param scheme of its head
 */
record TrainedCheckpoint(Checkpoint base, LabelScheme scheme) {

  private static final List<String> CARRIED_OVER =
      List.of("tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt");

  /** The largest number that IEEE 754 binary16 holds. */
  private static final float LARGEST_HALF = 65_504;

  /**
   * Writes it as HuggingFace's {@code save_pretrained} does, so that {@code
   * AutoModelForTokenClassification.from_pretrained} opens it. Weights have the types that the base
   * has, but for values that half precision does not hold.
   *
   * @param trained an existing, empty folder
   * @param tensors bare name to weight, all that {@link Encoder#shapes} names
   * @param lineage what goes into {@link Checkpoint#LINEAGE}
   * @return the hash of the weights
   */
  String write(Path trained, Map<String, Tensor> tensors, Map<String, ?> lineage)
      throws IOException {
    Weights before = base.weights();
    Dtype most = before.dtype().orElse(Dtype.F32);
    Map<String, TensorBytes> named = new LinkedHashMap<>();
    tensors.forEach(
        (bare, tensor) -> {
          Dtype type = base.storedName(bare).map(before::dtype).orElse(most);
          named.put(
              base.family().checkpointName(bare), tensor.as(fits(tensor, type) ? type : Dtype.F32));
        });
    Safetensors.write(trained.resolve(Checkpoint.WEIGHTS), named);
    ObjectNode trainedConfig = base.config().deepCopy();
    trainedConfig.put("model_type", base.modelType());
    trainedConfig.putArray("architectures").add(base.family().tokenClassifierClass());
    // Newer versions of transformers call it dtype.
    trainedConfig.put(base.config().has("dtype") ? "dtype" : "torch_dtype", most.torchName());
    Head.name(trainedConfig, scheme.tags());
    Checkpoint.writeJson(trained.resolve(Checkpoint.CONFIG), trainedConfig);
    Files.copy(base.tokenizerFile(), trained.resolve(Checkpoint.TOKENIZER));
    for (String file : CARRIED_OVER) {
      if (Files.exists(base.folder().resolve(file))) {
        Files.copy(base.folder().resolve(file), trained.resolve(file));
      }
    }
    Map<String, Object> told = new LinkedHashMap<>(lineage);
    told.put(Checkpoint.TAG_SCHEME, TagScheme.IOB2.code());
    return Checkpoint.writeLineage(trained, told);
  }

  private static boolean fits(Tensor tensor, Dtype type) {
    if (type != Dtype.F16) {
      return true;
    }
    FloatBuffer values = tensor.values();
    while (values.hasRemaining()) {
      if (Math.abs(values.get()) > LARGEST_HALF) {
        return false;
      }
    }
    return true;
  }
}
