package io.winnow.model;

import java.util.Collection;

/**
 * A token classifier as a TorchScript class in source form, around an encoder's embeddings and
 * layers; {@link Architecture#source} says what its methods take.
 *
 * <p>The committee of {@code outputs} is <em>consistent</em> Monte Carlo dropout (Gal and
 * Ghahramani 2016, arXiv 1506.02142; Kirsch et al. 2019, arXiv 1906.08158): a pass keeps or drops
 * whole features, the same ones for every sub-word of every sentence, so that a sentence's result
 * does not depend on its neighbours in the batch. It drops where training drops hidden states, at
 * the {@link EncoderConfig#dropoutSites}. Attention probabilities are not dropped; their places
 * differ from sentence to sentence.
 */
abstract class EncoderSource {

  /** The class's name. */
  static final String CLASS = "TokenClassifier";

  /** How values are dropped between the layers. */
  enum Dropping {
    /** At random while the module is in training, not at all otherwise. */
    RANDOM,
    /** By {@code kept}, a row for each place. */
    GIVEN
  }

  /** Which sub-words a layer is computed for. */
  enum Rows {
    ALL,
    /** Those at {@code firsts}. */
    CHOSEN
  }

  final EncoderConfig config;
  private final Compute compute;
  private final StringBuilder out = new StringBuilder();

  EncoderSource(EncoderConfig config, Compute compute) {
    this.config = config;
    this.compute = compute;
  }

  /** Adds the body of a method from {@code ids} and {@code mask}, [b,s], to [b, s, hidden]. */
  abstract void embed();

  /**
   * Adds one layer, from {@code x} to {@code x}, with {@code b}, {@code s}, {@code attended} [b, 1,
   * 1, s] and attention's dropout {@code dropped} at hand. What follows attention is done row by
   * row: so where only some sub-words are asked for, the others' rows need not be computed.
   */
  abstract void layer(int layer, Dropping dropping, Rows rows);

  final String write(Collection<String> attributes) {
    declare(attributes);
    method("embedded", "ids: Tensor, mask: Tensor", "Tensor");
    embed();
    stem();
    method("encoded", "embedded: Tensor, mask: Tensor", "Tensor");
    last(Rows.ALL);
    method("hidden", "ids: Tensor, mask: Tensor", "Tensor");
    add("return (self).encoded((self).embedded(ids, mask, ), mask, )");
    method("chosen", "ids: Tensor, mask: Tensor, firsts: Tensor", "Tensor");
    add("embedded = (self).embedded(ids, mask, )");
    last(Rows.CHOSEN);
    dropped();
    heads();
    outputs();
    return out.append(OptimizerSource.methods(CLASS)).toString();
  }

  private void declare(Collection<String> attributes) {
    out.append("class " + CLASS + "(Module):\n  __parameters__ = [");
    attributes.forEach(name -> out.append('"').append(name).append("\", "));
    out.append("]\n  __buffers__ = []\n");
    attributes.forEach(name -> out.append("  " + name + " : Tensor\n"));
    out.append("  training : bool\n  _is_full_backward_hook : Optional[bool]\n  dropout : float\n");
  }

  private void method(String name, String arguments, String result) {
    out.append(
        "  def %s(self: __torch__.%s, %s) -> %s:\n".formatted(name, CLASS, arguments, result));
  }

  final void add(String line) {
    out.append("    ").append(line).append('\n');
  }

  /** All layers but the last. */
  private void stem() {
    method("stem", "embedded: Tensor, mask: Tensor", "Tensor");
    add("training = self.training");
    add("x = torch.dropout(embedded, self.dropout, training)");
    randomly();
    for (int layer = 0; layer < config.layers() - 1; layer++) {
      layer(layer, Dropping.RANDOM, Rows.ALL);
    }
    add("return x");
  }

  private void last(Rows rows) {
    add("training = self.training");
    add("x = (self).stem(embedded, mask, )");
    randomly();
    layer(config.layers() - 1, Dropping.RANDOM, rows);
    add("return x");
  }

  private void dropped() {
    method("dropped", "embedded: Tensor, mask: Tensor, kept: Tensor, firsts: Tensor", "Tensor");
    add("dropped = 0.");
    add("x = " + drop("embedded", Dropping.GIVEN, 0));
    attended();
    for (int layer = 0; layer < config.layers(); layer++) {
      layer(layer, Dropping.GIVEN, layer < config.layers() - 1 ? Rows.ALL : Rows.CHOSEN);
    }
    add("return x");
  }

  private void randomly() {
    add("if training:");
    add("  dropped = self.dropout");
    add("else:");
    add("  dropped = 0.");
    attended();
  }

  /** No sub-word attends to padding. */
  private void attended() {
    add("b = torch.size(x, 0)");
    add("s = torch.size(x, 1)");
    add("attended = torch.unsqueeze(torch.unsqueeze(torch.ne(mask, 0), 1), 1)");
  }

  /**
   * @param site see {@link EncoderConfig#dropoutSites}
   */
  static String drop(String input, Dropping dropping, int site) {
    return switch (dropping) {
      case RANDOM -> "torch.dropout(" + input + ", self.dropout, training)";
      case GIVEN -> "torch.mul(" + input + ", torch.select(kept, 0, " + site + "))";
    };
  }

  private void heads() {
    out.append(
        """
          def head(self: __torch__.%1$s, chosen: Tensor) -> Tensor:
            return torch.linear(chosen, self.classifier_weight, self.classifier_bias)
          def logits(self: __torch__.%1$s, ids: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
            chosen = (self).chosen(ids, mask, firsts, )
            return (self).head(torch.dropout(chosen, self.dropout, self.training), )
          def forward(self: __torch__.%1$s, ids: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
            return torch.log_softmax((self).logits(ids, mask, firsts, ), -1)
          def loss(self: __torch__.%1$s, ids: Tensor, mask: Tensor, firsts: Tensor, targets: Tensor) -> Tensor:
            return torch.cross_entropy_loss((self).logits(ids, mask, firsts, ), targets)
        """
            .formatted(CLASS));
  }

  /**
   * The frame's two sub-words stand first and last in a row, so that the mask shifted by two marks
   * what is left when the states lose their first and last column.
   */
  private void outputs() {
    out.append(
        """
          def pooled(self: __torch__.%1$s, states: Tensor, mask: Tensor) -> Tensor:
            counted = torch.to(torch.slice(mask, 1, 2), 6)
            inner = torch.slice(states, 1, 1, -1)
            sums = torch.squeeze(torch.bmm(torch.unsqueeze(counted, 1), inner), 1)
            return torch.div(sums, torch.sum(counted, [1], True))
          def outputs(self: __torch__.%1$s, ids: Tensor, mask: Tensor, firsts: Tensor, masks: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
            embedded = (self).embedded(ids, mask, )
            states = (self).encoded(embedded, mask, )
            chosen = torch.index_select(torch.flatten(states, 0, 1), 0, firsts)
            plain = torch.log_softmax((self).head(chosen, ), -1)
            pooled = (self).pooled(states, mask, )
            passes = torch.size(masks, 0)
            committee = torch.new_zeros(plain, [passes, torch.size(plain, 0), torch.size(plain, 1)])
            for i in range(passes):
              kept = torch.select(masks, 0, i)
              dropped = (self).dropped(embedded, mask, kept, firsts, )
              left = %2$s
              given = torch.log_softmax((self).head(left, ), -1)
              _0 = torch.copy_(torch.select(committee, 0, i), given)
            return (plain, pooled, committee)
        """
            .formatted(CLASS, drop("dropped", Dropping.GIVEN, config.dropoutSites() - 1)));
  }

  final String linear(String input, String name) {
    String weight = "self." + name + "_weight";
    String bias = "self." + name + "_bias";
    return compute.isFused()
        ? fused(input, name, Activation.NONE)
        : "torch.linear(%s, %s, %s)".formatted(factor(input), factor(weight), factor(bias));
  }

  /** {@link #linear} and the configuration's activation. */
  final String activated(String input, String name) {
    Activation activation = Activation.named(config.activation());
    return compute.isFused() ? fused(input, name, activation) : activation.of(linear(input, name));
  }

  private String fused(String input, String name, Activation activation) {
    return "ops.mkldnn._linear_pointwise(%s, self.%s_weight, self.%s_bias, %s)"
        .formatted(factor(input), name, name, activation.fused());
  }

  final String norm(String input, String name) {
    return "torch.layer_norm(%s, [%s], self.%s_weight, self.%s_bias, %s)"
        .formatted(input, config.hidden(), name, name, config.layerNormEpsilon());
  }

  /** What a matrix product takes. */
  private String factor(String input) {
    return compute.isHalf() ? "torch.to(" + input + ", 15)" : input;
  }

  /** What a matrix product gave, as the sums of layers take it. */
  final String single(String product) {
    return compute.isHalf() ? "torch.to(" + product + ", 6)" : product;
  }
}
