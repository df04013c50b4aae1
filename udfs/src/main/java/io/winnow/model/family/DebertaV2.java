package io.winnow.model.family;

import io.winnow.model.graph.Convolution;
import io.winnow.model.graph.Disentangled;
import io.winnow.model.graph.Disentangled.Distances;
import io.winnow.model.graph.Disentangled.Term;
import io.winnow.model.graph.Embeddings;
import io.winnow.model.graph.Encoder;
import io.winnow.model.graph.Layer;
import io.winnow.model.graph.Linear;
import io.winnow.model.graph.Norm;
import io.winnow.model.graph.Positions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * DeBERTa v2 and v3 (He et al. 2020 and 2021, arXiv 2006.03654 and 2111.09543): BERT's blocks,
 * attention that sees contents and distances apart, and in the large v2 models a convolution.
 */
final class DebertaV2 implements Family {

  private static final double EPSILON = 1e-7;

  @Override
  public String modelType() {
    return "deberta-v2";
  }

  @Override
  public String className() {
    return "DebertaV2";
  }

  @Override
  public String prefix() {
    return "deberta.";
  }

  @Override
  public Encoder encoder(ModelConfig config, int tags) {
    BertBlocks blocks = BertBlocks.of(config, BertBlocks.NO_PADDING, EPSILON, "gelu");
    int hidden = blocks.size().hidden();
    config.need(
        "attention_head_size",
        Integer.toString(blocks.size().headSize()),
        Set.of(Integer.toString(blocks.size().headSize())));
    Optional<Distances> distances = distances(config, blocks);
    List<Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < blocks.size().layers(); layer++) {
      String prefix = "encoder.layer." + layer + ".";
      String self = prefix + "attention.self.";
      layers.add(
          blocks.layer(
              blocks.attention(
                  self,
                  List.of("query_proj", "key_proj", "value_proj"),
                  prefix + "attention.output.dense",
                  distances.map(it -> positions(config, it, self, hidden)).orElse(Positions.NONE)),
              prefix + "attention.output.LayerNorm",
              prefix));
    }
    convolution(config, blocks).ifPresent(it -> layers.set(0, layers.get(0).with(it)));
    return Encoder.of(blocks.size(), embeddings(config, blocks), layers, tags);
  }

  private static Embeddings embeddings(ModelConfig config, BertBlocks blocks) {
    int hidden = blocks.size().hidden();
    int width = config.size("embedding_size", hidden);
    Embeddings embeddings =
        config.flag("position_biased_input", true)
            ? blocks.embeddings(width, BertBlocks.NO_PADDING)
            : blocks.words(width);
    int segments = config.integer("type_vocab_size", 0);
    if (segments > 0) {
      embeddings =
          embeddings.withSegments(
              Embeddings.table("embeddings.token_type_embeddings", segments, width));
    }
    return width == hidden
        ? embeddings
        : embeddings
            .withNorm(blocks.norm("embeddings.LayerNorm", hidden))
            .withProjection(
                Linear.of("embeddings.embed_proj", hidden, width).withoutBias(),
                Embeddings.Order.PROJECTION_THEN_NORM);
  }

  private static Optional<Distances> distances(ModelConfig config, BertBlocks blocks) {
    if (!config.flag("relative_attention", false) || config.texts("pos_att_type").isEmpty()) {
      if (!config.texts("pos_att_type").isEmpty()) {
        throw new IllegalArgumentException(
            "pos_att_type %s without relative_attention is not supported"
                .formatted(config.texts("pos_att_type")));
      }
      return Optional.empty();
    }
    int farthest = config.integer("max_relative_positions", -1);
    if (farthest < 1) {
      farthest = blocks.size().window();
    }
    int buckets = Math.max(0, config.integer("position_buckets", -1));
    boolean isDefined = buckets >= 2 && farthest >= 2 && farthest - 1 != buckets / 2;
    if (buckets > 0 && !isDefined) {
      // The formula would divide by the logarithm of 1, or take that of 0.
      throw new IllegalArgumentException(
          "position_buckets %d for max_relative_positions %d have no formula: both must be above 1, and half of the first not one less than the second"
              .formatted(buckets, farthest));
    }
    boolean isNormed =
        config.texts("norm_rel_ebd").stream()
            .map(it -> it.strip().toLowerCase(Locale.ROOT))
            .anyMatch("layer_norm"::equals);
    long rows = 2L * (buckets > 0 ? buckets : farthest);
    int hidden = blocks.size().hidden();
    Norm norm = blocks.norm("encoder.LayerNorm", hidden);
    return Optional.of(
        new Distances(
            Embeddings.table("encoder.rel_embeddings", rows, hidden),
            isNormed ? Optional.of(norm) : Optional.empty(),
            buckets,
            farthest));
  }

  private static Positions positions(
      ModelConfig config, Distances distances, String self, int hidden) {
    Set<Term> terms = EnumSet.noneOf(Term.class);
    for (String term : config.texts("pos_att_type")) {
      try {
        terms.add(Term.valueOf(term.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "pos_att_type '%s' is not supported; supported: c2p, p2c".formatted(term), e);
      }
    }
    boolean isShared = config.flag("share_att_key", false);
    return new Disentangled(
        distances,
        terms,
        own(!isShared && terms.contains(Term.C2P), self + "pos_key_proj", hidden),
        own(!isShared && terms.contains(Term.P2C), self + "pos_query_proj", hidden));
  }

  private static Optional<Linear> own(boolean has, String name, int hidden) {
    return has ? Optional.of(Linear.of(name, hidden, hidden)) : Optional.empty();
  }

  private static Optional<Convolution> convolution(ModelConfig config, BertBlocks blocks) {
    int width = config.integer("conv_kernel_size", 0);
    if (width < 1) {
      return Optional.empty();
    }
    int hidden = blocks.size().hidden();
    int groups = config.size("conv_groups", 1);
    if (width % 2 == 0 || hidden % groups != 0) {
      throw new IllegalArgumentException(
          "conv_kernel_size %d with conv_groups %d is not supported: an odd width and groups that divide hidden_size %d are"
              .formatted(width, groups, hidden));
    }
    return Optional.of(
        Convolution.of(
            "encoder.conv.conv",
            hidden,
            width,
            groups,
            config.activation("conv_act", "tanh"),
            blocks.norm("encoder.conv.LayerNorm", hidden)));
  }
}
