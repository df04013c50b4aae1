package io.winnow.model;

import java.util.Collection;

/**
 * BERT in TorchScript's source form; {@link Architecture#source} says what its methods take.
 *
 * <p>{@code survey}'s committee is <em>consistent</em> Monte Carlo dropout (Gal and Ghahramani
 * 2016, arXiv 1506.02142; Kirsch et al. 2019, arXiv 1906.08158): a pass keeps or drops whole
 * features, the same ones for every sub-word of every sentence, so that a sentence's result does
 * not hang on its neighbours in the batch. It drops where training drops hidden states: after the
 * embeddings' norm, after each layer's two output products, before the head. Attention
 * probabilities are not dropped; their places differ from sentence to sentence.
 */
final class BertSource {

  /** How values are dropped between the layers. */
  private enum Dropping {
    /** At random while the module is in training, not at all otherwise. */
    RANDOM,
    /** By {@code kept}, a row for each place. */
    GIVEN
  }

  /** Which sub-words a layer is computed for. */
  private enum Rows {
    ALL,
    /** Those at {@code firsts}. */
    CHOSEN
  }

  private final String className;
  private final EncoderConfig config;
  private final Compute compute;
  private final StringBuilder out = new StringBuilder();

  private BertSource(String className, EncoderConfig config, Compute compute) {
    this.className = className;
    this.config = config;
    this.compute = compute;
  }

  /** Places where a pass drops: the embeddings, two in each layer, the head. */
  static int dropoutSites(EncoderConfig config) {
    return 2 * config.layers() + 2;
  }

  static String of(
      String className, Collection<String> attributes, EncoderConfig config, Compute compute) {
    BertSource source = new BertSource(className, config, compute);
    source.declare(attributes);
    source.embedded();
    source.stem();
    source.encoded();
    source.chosen();
    source.dropped();
    source.heads();
    source.survey();
    return source.out.append(OptimizerSource.methods(className)).toString();
  }

  private void declare(Collection<String> attributes) {
    out.append("class " + className + "(Module):\n  __parameters__ = [");
    attributes.forEach(name -> out.append('"').append(name).append("\", "));
    out.append("]\n  __buffers__ = []\n");
    attributes.forEach(name -> out.append("  " + name + " : Tensor\n"));
    out.append("  training : bool\n  _is_full_backward_hook : Optional[bool]\n  dropout : float\n");
  }

  private void method(String name, String arguments, String result) {
    out.append(
        "  def %s(self: __torch__.%s, %s) -> %s:\n".formatted(name, className, arguments, result));
  }

  private void add(String line) {
    out.append("    ").append(line).append('\n');
  }

  private void embedded() {
    method("embedded", "ids: Tensor", "Tensor");
    add("words = torch.embedding(self.embeddings_word_embeddings_weight, ids)");
    add("s = torch.size(ids, 1)");
    add("places = torch.slice(self.embeddings_position_embeddings_weight, 0, 0, s)");
    add("segment = torch.select(self.embeddings_token_type_embeddings_weight, 0, 0)");
    add("summed = torch.add(torch.add(words, places), segment)");
    add("return " + norm("summed", "embeddings_LayerNorm"));
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

  private void encoded() {
    method("encoded", "embedded: Tensor, mask: Tensor", "Tensor");
    last(Rows.ALL);
    method("hidden", "ids: Tensor, mask: Tensor", "Tensor");
    add("return (self).encoded((self).embedded(ids, ), mask, )");
  }

  private void chosen() {
    method("chosen", "ids: Tensor, mask: Tensor, firsts: Tensor", "Tensor");
    add("embedded = (self).embedded(ids, )");
    last(Rows.CHOSEN);
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

  /** Pad sub-words are attended to by none. */
  private void attended() {
    add("b = torch.size(x, 0)");
    add("s = torch.size(x, 1)");
    add("attended = torch.unsqueeze(torch.unsqueeze(torch.ne(mask, 0), 1), 1)");
  }

  /**
   * From {@code x} to {@code x}. What follows attention is done row by row: so of the last layer,
   * where only some sub-words are asked for, the others' rows need not be computed.
   */
  private void layer(int layer, Dropping dropping, Rows rows) {
    String prefix = "encoder_layer_" + layer + "_";
    add(
        "split = torch.view(%s, [b, s, 3, %s, %s])"
            .formatted(
                linear("x", prefix + "attention_self_qkv"), config.heads(), config.headSize()));
    add("qkv = torch.permute(split, [2, 0, 3, 1, 4])");
    add("q = torch.select(qkv, 0, 0)");
    add("k = torch.select(qkv, 0, 1)");
    add("v = torch.select(qkv, 0, 2)");
    add("context = torch.scaled_dot_product_attention(q, k, v, attended, dropped)");
    add("c = torch.reshape(torch.transpose(context, 1, 2), [b, s, %s])".formatted(config.hidden()));
    if (rows == Rows.CHOSEN) {
      add("c = torch.index_select(torch.flatten(c, 0, 1), 0, firsts)");
      add("x = torch.index_select(torch.flatten(x, 0, 1), 0, firsts)");
    }
    residual("c", prefix + "attention_output", dropping, 2 * layer + 1);
    add("f = " + activated("x", prefix + "intermediate_dense"));
    residual("f", prefix + "output", dropping, 2 * layer + 2);
  }

  private void residual(String from, String block, Dropping dropping, int site) {
    add(from + " = " + drop(linear(from, block + "_dense"), dropping, site));
    add("sum = torch.add(x, " + single(from) + ")");
    add("x = " + norm("sum", block + "_LayerNorm"));
  }

  private static String drop(String input, Dropping dropping, int site) {
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
            .formatted(className));
  }

  /**
   * The frame's two sub-words stand first and last in a row, so that the mask shifted by two marks
   * what is left when the states lose their first and last column.
   */
  private void survey() {
    out.append(
        """
          def pooled(self: __torch__.%1$s, states: Tensor, mask: Tensor) -> Tensor:
            counted = torch.to(torch.slice(mask, 1, 2), 6)
            inner = torch.slice(states, 1, 1, -1)
            sums = torch.squeeze(torch.bmm(torch.unsqueeze(counted, 1), inner), 1)
            return torch.div(sums, torch.sum(counted, [1], True))
          def survey(self: __torch__.%1$s, ids: Tensor, mask: Tensor, firsts: Tensor, masks: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
            embedded = (self).embedded(ids, )
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
            .formatted(className, drop("dropped", Dropping.GIVEN, dropoutSites(config) - 1)));
  }

  private String linear(String input, String name) {
    String weight = "self." + name + "_weight";
    String bias = "self." + name + "_bias";
    return compute.isFused()
        ? fused(input, name, Activation.NONE)
        : "torch.linear(%s, %s, %s)".formatted(factor(input), factor(weight), factor(bias));
  }

  private String activated(String input, String name) {
    Activation activation = Activation.named(config.activation());
    return compute.isFused() ? fused(input, name, activation) : activation.of(linear(input, name));
  }

  private String fused(String input, String name, Activation activation) {
    return "ops.mkldnn._linear_pointwise(%s, self.%s_weight, self.%s_bias, %s)"
        .formatted(factor(input), name, name, activation.fused());
  }

  private String norm(String input, String name) {
    return "torch.layer_norm(%s, [%s], self.%s_weight, self.%s_bias, %s)"
        .formatted(input, config.hidden(), name, name, config.layerNormEpsilon());
  }

  /** What a matrix product takes. */
  private String factor(String input) {
    return compute.isHalf() ? "torch.to(" + input + ", 15)" : input;
  }

  /** What a matrix product gave, as the sums of layers take it. */
  private String single(String product) {
    return compute.isHalf() ? "torch.to(" + product + ", 6)" : product;
  }
}
