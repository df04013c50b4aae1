package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.model.files.InvalidModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of encoder that Winnow can compile: what its checkpoints hold, and its embeddings and
 * layers in TorchScript. Another one is another class, added to {@link #known}.
 *
 * <p>Tensor names here are <em>bare</em>: as in a checkpoint of the encoder alone, without the
 * prefix ({@code bert.}) that they have in a token classifier's.
 */
abstract class Architecture {

  private static final Pattern LAYER = Pattern.compile("_layer_(\\d+)_");

  private static List<Architecture> known() {
    return List.of(new BertArchitecture());
  }

  static Architecture of(Path configFile, JsonNode json) {
    String type = json.path("model_type").asText("(none)");
    return known().stream()
        .filter(architecture -> architecture.modelType().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidModelException(
                    "%s: model_type '%s' is not supported; supported: %s"
                        .formatted(
                            configFile,
                            type,
                            known().stream().map(Architecture::modelType).toList())));
  }

  /** {@code model_type} in {@code config.json}. */
  abstract String modelType();

  /** {@code architectures} in the {@code config.json} of a token classifier. */
  abstract String tokenClassifierClass();

  /** What a token classifier's checkpoint puts before the encoder's tensors' names. */
  abstract String prefix();

  /** The bare name of a checkpoint's tensor, in any spelling that checkpoints use. */
  String bareName(String checkpointName) {
    return checkpointName.startsWith(prefix())
        ? checkpointName.substring(prefix().length())
        : checkpointName;
  }

  /** The name that a tensor has in a token classifier's checkpoint. */
  final String checkpointName(String bareName) {
    return Head.isPart(bareName) ? bareName : prefix() + bareName;
  }

  /**
   * @throws InvalidModelException if the configuration asks for a variant that is not supported
   */
  abstract void check(Path configFile, JsonNode json);

  static void need(Path file, JsonNode json, String key, String usual, Set<String> supported) {
    String value = json.path(key).asText(usual);
    if (!supported.contains(value)) {
      throw new InvalidModelException(
          "%s: %s '%s' is not supported; supported: %s"
              .formatted(file, key, value, String.join(", ", supported)));
    }
  }

  /** Every tensor that a token classifier of this kind has, and its shape. */
  abstract Map<String, List<Long>> shapes(EncoderConfig config, int tags);

  /** Attributes of the compiled class, and the tensors that each is made of, joined by rows. */
  abstract Map<String, List<String>> attributes(EncoderConfig config);

  /**
   * How deep an attribute's place is: 0 for the embeddings, then the layers from 1 on, and one more
   * than the last of them for the head.
   */
  final int depth(EncoderConfig config, String attribute) {
    Matcher layer = LAYER.matcher(attribute);
    return layer.find()
        ? 1 + Integer.parseInt(layer.group(1))
        : Head.isPart(attribute) ? config.layers() + 1 : 0;
  }

  /**
   * Whether only matrix products take an attribute: a model compiled for inference keeps it as they
   * want it. The head's are none: rounded to bfloat16, logits alone would reorder sentences.
   */
  abstract boolean isFactor(String attribute);

  /** Adds the body of a method from {@code ids} and {@code mask}, [b,s], to [b, s, hidden]. */
  abstract void embed(EncoderSource source);

  /**
   * Adds one layer, from {@code x} to {@code x}, with {@code b}, {@code s}, {@code attended} [b, 1,
   * 1, s] and attention's dropout {@code dropped} at hand. What follows attention is done row by
   * row: so where only some sub-words are asked for, the others' rows need not be computed.
   */
  abstract void layer(
      EncoderSource source, int layer, EncoderSource.Dropping dropping, EncoderSource.Rows rows);
}
