package io.winnow.model.family;

import io.winnow.model.graph.Attention;
import io.winnow.model.graph.ClassifierHead;
import io.winnow.model.graph.Embeddings;
import io.winnow.model.graph.Encoder;
import io.winnow.model.graph.EncoderSize;
import io.winnow.model.graph.FeedForward;
import io.winnow.model.graph.Layer;
import io.winnow.model.graph.Linear;
import io.winnow.model.graph.Norm;
import io.winnow.model.graph.Rotary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * ModernBERT (Warner et al. 2024, arXiv 2412.13663): rotary positions, attention to neighbours in
 * most layers and to all in some, gated feed-forward parts, norms before the blocks, few biases.
 */
final class ModernBert implements Family {

  private static final String LOCAL = "sliding_attention";
  private static final String GLOBAL = "full_attention";

  private static final String GLOBAL_BASE = "global_rope_theta";
  private static final double USUAL_GLOBAL_BASE = 160_000;

  @Override
  public String modelType() {
    return "modernbert";
  }

  @Override
  public String className() {
    return "ModernBert";
  }

  @Override
  public String prefix() {
    return "model.";
  }

  @Override
  public boolean isHead(String bareName) {
    return Family.super.isHead(bareName) || bareName.startsWith("head.");
  }

  @Override
  public Encoder encoder(ModelConfig config, int tags) {
    config.needEncoder();
    int hidden = config.size("hidden_size");
    EncoderSize size =
        new EncoderSize(
            hidden,
            config.size("num_hidden_layers"),
            config.heads(hidden, "num_attention_heads"),
            config.size("intermediate_size"),
            config.window(config.size("max_position_embeddings", 8192), 0),
            config.size("vocab_size"),
            config.number("mlp_dropout", 0));
    Parts parts = new Parts(config, size);
    List<Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < size.layers(); layer++) {
      layers.add(parts.layer(layer));
    }
    return new Encoder(
        size,
        Embeddings.of(
            Embeddings.table("embeddings.tok_embeddings", size.vocabulary(), hidden),
            parts.norm("embeddings.norm")),
        layers,
        Optional.of(parts.norm("final_norm")),
        ClassifierHead.of(tags, hidden)
            .with(
                new ClassifierHead.Hidden(
                    Linear.ofHead("head.dense", hidden, hidden)
                        .withBias(config.flag("classifier_bias", false)),
                    config.activation("classifier_activation", "gelu"),
                    parts.norm("head.norm"))));
  }

  private record Parts(ModelConfig config, EncoderSize size) {

    Layer layer(int number) {
      String prefix = "layers." + number + ".";
      int hidden = size.hidden();
      boolean hasBias = config.flag("attention_bias", false);
      boolean hasInnerBias = config.flag("mlp_bias", false);
      return new Layer(
          new Attention(
              Linear.of(prefix + "attn.Wqkv", 3L * hidden, hidden).withBias(hasBias),
              size.heads(),
              size.headSize(),
              rotary(number),
              Linear.of(prefix + "attn.Wo", hidden, hidden).withBias(hasBias)),
          number == 0 ? Optional.empty() : Optional.of(norm(prefix + "attn_norm")),
          new FeedForward.Gated(
              Linear.of(prefix + "mlp.Wi", 2L * size.intermediate(), hidden).withBias(hasInnerBias),
              config.activation("hidden_activation", "gelu"),
              size.intermediate(),
              Linear.of(prefix + "mlp.Wo", hidden, size.intermediate()).withBias(hasInnerBias)),
          norm(prefix + "mlp_norm"),
          Layer.Placement.PRE,
          Optional.empty());
    }

    private Rotary rotary(int number) {
      if (size.headSize() % 2 != 0) {
        throw new IllegalArgumentException(
            "hidden_size %d over num_attention_heads %d is odd, and cannot be turned in pairs"
                .formatted(size.hidden(), size.heads()));
      }
      return isLocal(number)
          ? new Rotary(
              "local",
              base(LOCAL, "local_rope_theta", 10_000),
              config.size("local_attention", 128) / 2,
              size.headSize())
          : new Rotary(
              "global",
              base(GLOBAL, GLOBAL_BASE, USUAL_GLOBAL_BASE),
              Rotary.EVERYWHERE,
              size.headSize());
    }

    private boolean isLocal(int number) {
      List<String> types = config.texts("layer_types");
      if (types.isEmpty()) {
        return number % config.size("global_attn_every_n_layers", 3) != 0;
      }
      if (types.size() != size.layers() || !Set.of(LOCAL, GLOBAL).containsAll(types)) {
        throw new IllegalArgumentException(
            "layer_types has %d entries %s for %d layers; each must be %s or %s"
                .formatted(types.size(), Set.copyOf(types), size.layers(), LOCAL, GLOBAL));
      }
      return types.get(number).equals(LOCAL);
    }

    /**
     * As transformers 5 writes it, else as 4 does, where local attention without a base of its own
     * has the global one's.
     */
    private double base(String kind, String key, double usual) {
      needPlainRotation();
      ModelConfig parameters = config.part("rope_parameters").part(kind);
      parameters.need("rope_type", "default", Set.of("default"));
      boolean isGlobals = kind.equals(LOCAL) && config.json().path(key).isNull();
      return parameters.number(
          "rope_theta",
          isGlobals ? base(GLOBAL, GLOBAL_BASE, USUAL_GLOBAL_BASE) : config.number(key, usual));
    }

    /** Scaled frequencies stretch the window of some decoders. */
    private void needPlainRotation() {
      ModelConfig scaling = config.part("rope_scaling");
      String type = scaling.text("rope_type", scaling.text("type", "default"));
      if (!type.equals("default")) {
        throw new IllegalArgumentException(
            "rope_scaling of the type '%s' is not supported; supported: default, or none"
                .formatted(type));
      }
    }

    Norm norm(String name) {
      return Norm.of(name, size.hidden(), config.number("norm_eps", 1e-5))
          .withBias(config.flag("norm_bias", false));
    }
  }
}
