package io.winnow.model.graph;

import java.util.Collection;

/**
 * A token classifier as a TorchScript class in source form. Its methods are
 *
 * <ul>
 *   <li>{@code forward(ids [b,s], mask [b,s], firsts [w]) -> [w, tags]}: log-probabilities, in
 *       single precision, of the sub-words at {@code firsts}, places in the flattened [b,s];
 *   <li>{@code hidden(ids, mask) -> [b, s, hidden]}: the last layer's states;
 *   <li>{@code outputs(ids, mask, firsts, masks [M, sites, hidden]) -> ([w, tags], [b, hidden], [M,
 *       w, tags])}: what {@code forward} gives, the mean of each row's states without special
 *       tokens, and for each of the masks what {@code forward} gives when hidden states are
 *       multiplied by it at each of the {@link EncoderSize#dropoutSites}; all in single precision;
 *   <li>{@code loss(ids, mask, firsts, targets) -> []}: mean cross-entropy with the targets, which
 *       are tag ids [w] or distributions in single precision [w, tags];
 *   <li>{@code clip(...)} and {@code adamw(...)}: see {@link #OPTIMIZER}.
 * </ul>
 *
 * <p>The committee of {@code outputs} is consistent Monte Carlo dropout (Gal and Ghahramani 2016,
 * arXiv 1506.02142; Kirsch et al. 2019, arXiv 1906.08158): a pass keeps or drops whole features,
 * the same ones for every sub-word of every sentence, so that a sentence's result does not depend
 * on its neighbours in the batch. It drops where training drops hidden states. Attention
 * probabilities are not dropped; their places differ from sentence to sentence.
 */
public record EncoderSource(Encoder encoder, Compute compute, StringBuilder out) {

  public static final String CLASS = "TokenClassifier";

  /**
   * Global-norm clipping (Pascanu et al. 2013, arXiv 1211.5063) and AdamW (Loshchilov and Hutter
   * 2019, arXiv 1711.05101) as libtorch's fused kernel: a few native calls instead of a few
   * hundred. {@code clip} takes all gradients and the largest norm, shortens them in place and
   * returns their norm before. {@code adamw} takes gradients, first and second moments and the
   * weights, all of weights that are updated alike, the step's number once a weight, learning rate
   * and weight decay; it sets the gradients to zero and returns the rate.
   */
  public static final String OPTIMIZER =
      """
        def clip(self: __torch__.TokenClassifier,
          gradients: List[Tensor],
          largest: Tensor) -> Tensor:
          norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients)))
          scale = torch.clamp(torch.div(largest, torch.add(norm, 1e-06)), None, 1.)
          torch._foreach_mul_(gradients, scale)
          return norm
        def adamw(self: __torch__.TokenClassifier,
          gradients: List[Tensor],
          first: List[Tensor],
          second: List[Tensor],
          weights: List[Tensor],
          steps: List[Tensor],
          rate: Tensor,
          decay: Tensor) -> Tensor:
          torch._fused_adamw_(weights, gradients, first, second, annotate(List[Tensor], []), steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=float(decay), eps=1e-08, amsgrad=False, maximize=False)
          torch._foreach_zero_(gradients)
          return rate
      """;

  private static final String HEADS =
      """
        def logits(self: __torch__.TokenClassifier, ids: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
          ready = (self).ready((self).chosen(ids, mask, firsts, ), )
          return (self).head(torch.dropout(ready, self.dropout, self.training), )
        def forward(self: __torch__.TokenClassifier, ids: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
          return torch.log_softmax((self).logits(ids, mask, firsts, ), -1)
        def loss(self: __torch__.TokenClassifier, ids: Tensor, mask: Tensor, firsts: Tensor, targets: Tensor) -> Tensor:
          return torch.cross_entropy_loss((self).logits(ids, mask, firsts, ), targets)
      """;

  /**
   * The frame's two sub-words stand first and last in a row, so that the mask shifted by two marks
   * what is left when the states lose their first and last column.
   */
  private static final String OUTPUTS =
      """
        def pooled(self: __torch__.TokenClassifier, states: Tensor, mask: Tensor) -> Tensor:
          counted = torch.to(torch.slice(mask, 1, 2), 6)
          inner = torch.slice(states, 1, 1, -1)
          sums = torch.squeeze(torch.bmm(torch.unsqueeze(counted, 1), inner), 1)
          return torch.div(sums, torch.sum(counted, [1], True))
        def outputs(self: __torch__.TokenClassifier, ids: Tensor, mask: Tensor, firsts: Tensor, masks: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
          embedded = (self).embedded(ids, mask, )
          states = (self).encoded(embedded, mask, )
          chosen = torch.index_select(torch.flatten(states, 0, 1), 0, firsts)
          plain = torch.log_softmax((self).head((self).ready(chosen, ), ), -1)
          pooled = (self).pooled(states, mask, )
          passes = torch.size(masks, 0)
          committee = torch.new_zeros(plain, [passes, torch.size(plain, 0), torch.size(plain, 1)])
          for i in range(passes):
            kept = torch.select(masks, 0, i)
            dropped = (self).ready((self).dropped(embedded, mask, kept, firsts, ), )
            given = torch.log_softmax((self).head(%s, ), -1)
            _0 = torch.copy_(torch.select(committee, 0, i), given)
          return (plain, pooled, committee)
      """;

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

  public static String of(Encoder encoder, Compute compute) {
    EncoderSource source = new EncoderSource(encoder, compute, new StringBuilder());
    source.write();
    return source.out.toString();
  }

  private void write() {
    Collection<Weight> weights = encoder.weights();
    out.append("class " + CLASS + "(Module):\n  __parameters__ = [");
    weights.forEach(weight -> out.append('"').append(weight.attribute()).append("\", "));
    out.append("]\n  __buffers__ = []\n");
    weights.forEach(weight -> out.append("  " + weight.attribute() + " : Tensor\n"));
    out.append("  training : bool\n  _is_full_backward_hook : Optional[bool]\n  dropout : float\n");

    method("embedded", "ids: Tensor, mask: Tensor");
    encoder.embeddings().write(this);

    method("encoded", "embedded: Tensor, mask: Tensor");
    randomly();
    layers(Dropping.RANDOM, Rows.ALL);

    method("hidden", "ids: Tensor, mask: Tensor");
    add("return (self).encoded((self).embedded(ids, mask, ), mask, )");

    method("chosen", "ids: Tensor, mask: Tensor, firsts: Tensor");
    add("embedded = (self).embedded(ids, mask, )");
    randomly();
    layers(Dropping.RANDOM, Rows.CHOSEN);

    method("dropped", "embedded: Tensor, mask: Tensor, kept: Tensor, firsts: Tensor");
    add("dropped = 0.");
    attending(drop("embedded", Dropping.GIVEN, 0));
    layers(Dropping.GIVEN, Rows.CHOSEN);

    encoder.head().write(this);
    out.append(HEADS);
    out.append(
        OUTPUTS.formatted(drop("dropped", Dropping.GIVEN, encoder.size().dropoutSites() - 1)));
    out.append(OPTIMIZER);
  }

  void method(String name, String arguments) {
    out.append("  def %s(self: __torch__.%s, %s) -> Tensor:\n".formatted(name, CLASS, arguments));
  }

  /** Adds lines to a method. */
  void add(String lines) {
    out.append(lines.indent(4));
  }

  /**
   * Adds all layers, from {@code x} to the method's result: the last one's states at {@code rows}.
   */
  private void layers(Dropping dropping, Rows rows) {
    int last = encoder.layers().size() - 1;
    for (int layer = 0; layer <= last; layer++) {
      encoder.layers().get(layer).write(this, layer, dropping, layer < last ? Rows.ALL : rows);
    }
    add("return " + encoder.finalNorm().map(norm -> norm.of("x")).orElse("x"));
  }

  /** What layers need where training drops at random. */
  private void randomly() {
    add(
        """
        training = self.training
        if training:
          dropped = self.dropout
        else:
          dropped = 0.
        """);
    attending("torch.dropout(embedded, self.dropout, training)");
  }

  /** No sub-word attends to padding. */
  private void attending(String x) {
    add(
        """
        x = %s
        b = torch.size(x, 0)
        s = torch.size(x, 1)
        attended = torch.unsqueeze(torch.unsqueeze(torch.ne(mask, 0), 1), 1)
        """
            .formatted(x));
    if (encoder.preparations().findAny().isPresent()) {
      add(
          """
          places = torch.sub(torch.cumsum(torch.ones_like(torch.select(mask, 0, 0)), 0), 1)
          distances = torch.sub(torch.unsqueeze(places, 1), torch.unsqueeze(places, 0))
          """);
    }
    encoder.preparations().forEach(it -> it.write(this));
  }

  /** At one of the {@link EncoderSize#dropoutSites}. */
  static String drop(String input, Dropping dropping, int site) {
    return switch (dropping) {
      case RANDOM -> "torch.dropout(" + input + ", self.dropout, training)";
      case GIVEN -> "torch.mul(" + input + ", torch.select(kept, 0, " + site + "))";
    };
  }

  /** Leaves of a variable, [b, s, n], the rows at {@code firsts}. */
  void choose(String variable) {
    add("%1$s = torch.index_select(torch.flatten(%1$s, 0, 1), 0, firsts)".formatted(variable));
  }

  /** In single precision, of what a product gave. */
  String single(String input) {
    return compute.isHalf() ? "torch.to(" + input + ", 6)" : input;
  }

  String linear(String input, Linear linear) {
    if (!linear.weight().role().isFactor()) {
      return "torch.linear(%s, %s, %s)".formatted(input, linear.weight().self(), linear.selfBias());
    }
    return compute.isFused()
        ? fused(input, linear, Activation.NONE)
        : "torch.linear(%s, %s, %s)".formatted(factor(input), held(linear.weight()), bias(linear));
  }

  /** What one part of a joined layer gives, each of the parts giving {@code width} values. */
  String part(String input, Linear joined, int part, int width) {
    String rows = "torch.slice(%s, 0, %d, %d)";
    int from = part * width;
    return "torch.linear(%s, %s, %s)"
        .formatted(
            factor(input),
            rows.formatted(held(joined.weight()), from, from + width),
            joined.bias().isEmpty() ? "None" : rows.formatted(bias(joined), from, from + width));
  }

  /** Adds {@link #linear} and an activation, to a variable. */
  void activated(String to, String input, Linear linear, Activation activation) {
    boolean isFused = compute.isFused() && linear.weight().role().isFactor();
    if (isFused && activation.fused().isPresent()) {
      add(to + " = " + fused(input, linear, activation));
    } else {
      add(to + " = " + linear(input, linear));
      add(to + " = " + activation.of(to));
    }
  }

  private String fused(String input, Linear linear, Activation activation) {
    return "ops.mkldnn._linear_pointwise(%s, %s, %s, %s)"
        .formatted(
            factor(input),
            linear.weight().self(),
            linear.selfBias(),
            activation.fused().orElseThrow());
  }

  private String bias(Linear linear) {
    return linear.bias().map(this::held).orElse("None");
  }

  private String held(Weight weight) {
    return factor(weight.self());
  }

  /** What a matrix product takes. */
  String factor(String input) {
    return compute.isHalf() ? "torch.to(" + input + ", 15)" : input;
  }
}
