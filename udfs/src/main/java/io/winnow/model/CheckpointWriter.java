package io.winnow.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a token classifier as HuggingFace's {@code save_pretrained} does, so that {@code
 * AutoModelForTokenClassification.from_pretrained} opens it, and {@code winnow.json} with its
 * lineage beside it.
 */
public final class CheckpointWriter {

  public static final String LINEAGE = "winnow.json";

  /** The key of {@link #LINEAGE} that holds {@link Checkpoint#sha256}. */
  public static final String SHA256 = "weights_sha256";

  private static final List<String> CARRIED_OVER =
      List.of("tokenizer_config.json", "special_tokens_map.json", "vocab.txt");

  private CheckpointWriter() {}

  /**
   * @param folder an existing, empty folder
   * @param base the checkpoint that training began from: gives configuration and tokenizer
   * @param weights bare tensor name to weight, all that {@link Architecture#shapes} names
   * @param lineage what goes into {@code winnow.json}
   * @return the hash of the weights
   */
  static String write(
      Path folder,
      Checkpoint base,
      LabelScheme scheme,
      Map<String, Tensor> weights,
      Map<String, ?> lineage)
      throws IOException {
    Architecture architecture = base.architecture();
    Map<String, Tensor> named = new LinkedHashMap<>();
    weights.forEach((bare, tensor) -> named.put(architecture.checkpointName(bare), tensor));
    Safetensors.write(folder.resolve(Checkpoint.WEIGHTS), named);
    writeJson(folder.resolve(Checkpoint.CONFIG), config(base, scheme));
    Files.copy(base.tokenizerFile(), folder.resolve(Checkpoint.TOKENIZER));
    for (String file : CARRIED_OVER) {
      if (Files.exists(base.folder().resolve(file))) {
        Files.copy(base.folder().resolve(file), folder.resolve(file));
      }
    }
    return writeLineage(folder, lineage);
  }

  /**
   * Writes {@code winnow.json} into a checkpoint, with the hash of its weights.
   *
   * @return the hash
   */
  public static String writeLineage(Path checkpoint, Map<String, ?> lineage) throws IOException {
    String sha256 = Checkpoint.open(checkpoint).sha256();
    Map<String, Object> all = new LinkedHashMap<>(lineage);
    all.put(SHA256, sha256);
    writeJson(checkpoint.resolve(LINEAGE), all);
    return sha256;
  }

  static void writeJson(Path file, Object content) throws IOException {
    Files.write(
        file, JsonFormat.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
  }

  private static ObjectNode config(Checkpoint base, LabelScheme scheme) {
    ObjectNode config = base.json().deepCopy();
    config.putArray("architectures").add(base.architecture().tokenClassifierClass());
    config.put("torch_dtype", "float32");
    // The newer name of this key, by which the base may declare half precision.
    config.remove("dtype");
    ObjectNode id2label = config.putObject("id2label");
    ObjectNode label2id = config.putObject("label2id");
    List<String> tags = scheme.tags();
    for (int tag = 0; tag < tags.size(); tag++) {
      id2label.put(Integer.toString(tag), tags.get(tag));
      label2id.put(tags.get(tag), tag);
    }
    return config;
  }
}
