package io.winnow.model.family;

import io.winnow.model.files.TensorNames;
import io.winnow.model.graph.Encoder;

/** A kind of encoder that Winnow can compile. */
public interface Family {

  /** {@code model_type} in {@code config.json}. */
  String modelType();

  /** How transformers' classes of it begin, such as {@code Bert}. */
  String className();

  /** {@code architectures} in the {@code config.json} of a token classifier. */
  default String tokenClassifierClass() {
    return className() + "ForTokenClassification";
  }

  /** What a token classifier's checkpoint puts before the encoder's tensors' names. */
  String prefix();

  /** The bare name of a checkpoint's tensor, in any spelling that checkpoints use. */
  default String bareName(String checkpointName) {
    String bare =
        checkpointName.startsWith(prefix())
            ? checkpointName.substring(prefix().length())
            : checkpointName;
    return TensorNames.ofNorms(bare);
  }

  /** Whether a tensor, by its bare name, is the head's, and so has no {@link #prefix}. */
  default boolean isHead(String bareName) {
    return bareName.startsWith("classifier.");
  }

  /** The name that a tensor has in a token classifier's checkpoint. */
  default String checkpointName(String bareName) {
    return isHead(bareName) ? bareName : prefix() + bareName;
  }

  /**
   * @param tags of the head; 0 for an encoder alone
   * @throws IllegalArgumentException if the configuration asks for a variant that is not supported;
   *     names the key
   */
  Encoder encoder(ModelConfig config, int tags);
}
