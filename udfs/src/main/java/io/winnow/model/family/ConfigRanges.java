package io.winnow.model.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.display.Excerpt;
import java.util.List;

/**
 * What the numbers of a {@code config.json} may be, by key, whatever the model's family:
 * transformers calls the same thing by few names. Each is checked, also where Winnow has no use for
 * it: a value that its key can't have tells of a damaged file. A missing key or {@code null} is for
 * a family to judge.
 */
enum ConfigRanges {
  SIZES(
      "a whole number above 0",
      Kind.WHOLE,
      1,
      Integer.MAX_VALUE,
      "hidden_size",
      "num_attention_heads",
      "intermediate_size",
      "vocab_size",
      "embedding_size",
      "max_position_embeddings",
      "dim",
      "n_heads",
      "hidden_dim",
      "conv_groups",
      "global_attn_every_n_layers",
      "local_attention",
      "num_labels",
      "_num_labels"),
  /** A thousand is more than any encoder has; each is compiled by itself. */
  LAYERS(
      "a whole number from 1 to 1,024",
      Kind.WHOLE,
      1,
      1024,
      "num_hidden_layers",
      "n_layers",
      "num_hidden_groups",
      "inner_group_num"),
  COUNTS(
      "a whole number from 0 on",
      Kind.WHOLE,
      0,
      Integer.MAX_VALUE,
      "type_vocab_size",
      "conv_kernel_size"),
  /** Of MPNet, whose farthest distance is 128: a quarter of them are for distances of their own. */
  BUCKETS("a whole number from 4 to 511", Kind.WHOLE, 4, 511, "relative_attention_num_buckets"),
  /** -1 stands for none, or for the last row. */
  PLACES(
      "a whole number from -1 on",
      Kind.WHOLE,
      -1,
      Integer.MAX_VALUE,
      "pad_token_id",
      "position_buckets",
      "max_relative_positions"),
  /** The share that is dropped; all of it would leave nothing. */
  DROPOUTS(
      "a number from 0 to below 1",
      Kind.ANY,
      0,
      Math.nextDown(1.0),
      "hidden_dropout_prob",
      "attention_probs_dropout_prob",
      "classifier_dropout",
      "classifier_dropout_prob",
      "dropout",
      "attention_dropout",
      "seq_classif_dropout",
      "qa_dropout",
      "mlp_dropout",
      "embedding_dropout",
      "pooler_dropout",
      "cls_dropout"),
  /** What keeps a norm from dividing by 0: far below what it norms. */
  EPSILONS(
      "a number above 0, and at most 1",
      Kind.ANY,
      Double.MIN_VALUE,
      1,
      "layer_norm_eps",
      "norm_eps"),
  /** Of the wave lengths of positions. */
  BASES(
      "a number above 0, and at most 1e12",
      Kind.ANY,
      Double.MIN_VALUE,
      1e12,
      "rope_theta",
      "global_rope_theta",
      "local_rope_theta"),
  DEVIATIONS(
      "a finite number from 0 on",
      Kind.ANY,
      0,
      Double.MAX_VALUE,
      "initializer_range",
      "initializer_cutoff_factor");

  /** Which numbers. */
  private enum Kind {
    WHOLE,
    ANY;

    private boolean is(JsonNode value) {
      return this == ANY ? value.isNumber() : value.isIntegralNumber();
    }
  }

  private static final int SHOWN = 100;

  private final String must;
  private final Kind kind;
  private final double least;
  private final double most;
  private final List<String> keys;

  ConfigRanges(String must, Kind kind, double least, double most, String... keys) {
    this.must = must;
    this.kind = kind;
    this.least = least;
    this.most = most;
    this.keys = List.of(keys);
  }

  /**
   * Checks all that have one.
   *
   * @param config {@code config.json}; anything but an object has no keys
   * @throws IllegalArgumentException that names the key, its value and what it must be
   */
  static void check(JsonNode config) {
    for (ConfigRanges range : values()) {
      range.keys.stream().filter(config::hasNonNull).forEach(key -> range.check(config, key));
    }
  }

  private void check(JsonNode config, String key) {
    JsonNode value = config.path(key);
    // Every comparison with what is no number is false.
    boolean isWithin = kind.is(value) && value.asDouble() >= least && value.asDouble() <= most;
    if (!isWithin) {
      throw wrong(key, value, "it must be " + must);
    }
  }

  /** The error of a value that its key can't have. */
  static IllegalArgumentException wrong(String key, JsonNode value, String must) {
    return new IllegalArgumentException("'%s' is %s; %s".formatted(key, shown(value), must));
  }

  /** As it stands there, or its beginning; the name of its kind where that says more. */
  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "missing";
    }
    if (value.isContainerNode()) {
      return value.isArray() ? "a list" : "an object";
    }
    // Numbers that are none print as texts.
    return Excerpt.of(value.isFloatingPointNumber() ? value.asText() : value.toString(), SHOWN);
  }
}
