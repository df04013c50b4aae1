package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kind of encoder that Winnow can compile. Another one is another class, added to {@link
 * Architectures}, and mostly its own {@link EncoderSource}.
 *
 * <p>Tensor names here are <em>bare</em>: as in a checkpoint of the encoder alone, without the
 * prefix ({@code bert.}) that they have in a token classifier's.
 */
interface Architecture {

  /** {@code model_type} in {@code config.json}. */
  String modelType();

  /** {@code architectures} in the {@code config.json} of a token classifier. */
  String tokenClassifierClass();

  /** The bare name of a checkpoint's tensor, in any spelling that checkpoints use. */
  String bareName(String checkpointName);

  /** The name that a tensor has in a token classifier's checkpoint. */
  String checkpointName(String bareName);

  /**
   * Rejects variants that {@link #source} does not support.
   *
   * @param configFile named in the message
   * @throws InvalidModelException if the configuration asks for a variant that is not supported
   */
  void check(Path configFile, JsonNode json);

  /** Every tensor that a token classifier of this kind has, and its shape. */
  Map<String, List<Long>> shapes(EncoderConfig config, int tags);

  /** Attributes of the compiled class, and the tensors that each is made of, joined by rows. */
  Map<String, List<String>> attributes(EncoderConfig config);

  /**
   * How deep an attribute's place is: 0 for the embeddings, then the layers from 1 on, and one more
   * than the last of them for the head.
   */
  int depth(EncoderConfig config, String attribute);

  /**
   * Those of the attributes that only matrix products take: a model compiled for inference keeps
   * them as the products want them.
   */
  Set<String> factors(EncoderConfig config);

  /**
   * The source of the TorchScript class {@link EncoderSource#CLASS} with the methods
   *
   * <ul>
   *   <li>{@code forward(ids [b,s], mask [b,s], firsts [w]) -> [w, tags]}: log-probabilities, in
   *       single precision, of the sub-words at {@code firsts}, places in the flattened [b,s];
   *   <li>{@code hidden(ids, mask) -> [b, s, hidden]}: the last layer's states;
   *   <li>{@code outputs(ids, mask, firsts, masks [M, sites, hidden]) -> ([w, tags], [b, hidden],
   *       [M, w, tags])}: what {@code forward} gives, the mean of each row's states without special
   *       tokens, and for each of the masks what {@code forward} gives when hidden states are
   *       multiplied by it at each of the {@link EncoderConfig#dropoutSites}; all in single
   *       precision;
   *   <li>{@code loss(ids, mask, firsts, targets) -> []}: mean cross-entropy with the targets,
   *       which are tag ids [w] or distributions in single precision [w, tags];
   *   <li>{@code clip(...)} and {@code adamw(...)}: see {@link OptimizerSource}.
   * </ul>
   */
  String source(EncoderConfig config, Compute compute);
}
