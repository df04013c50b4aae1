package io.winnow.model.graph;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a layer does to each value after its first product, in TorchScript; but for {@link #NONE}
 * called as {@code hidden_act} in a {@code config.json} calls it.
 */
public enum Activation {
  NONE("%s", "none", "none"),
  /** Hendrycks and Gimpel 2016, arXiv 1606.08415. */
  GELU("torch.gelu(%s)", "gelu", "none"),
  /** The same, by its approximation with tanh. */
  GELU_NEW("torch.gelu(%s, approximate=\"tanh\")", "gelu", "tanh"),
  /** By an approximation with the logistic function. */
  QUICK_GELU("torch.mul(%1$s, torch.sigmoid(torch.mul(%1$s, 1.702)))"),
  /** Cut at both ends, for quantisation. */
  GELU_10("torch.clamp(torch.gelu(%s), -10., 10.)"),
  RELU("torch.relu(%s)", "relu", "none"),
  RELU2("torch.square(torch.relu(%s))"),
  RELU6("torch.clamp(torch.relu(%s), None, 6.)"),
  /** Also called swish: Ramachandran et al. 2017, arXiv 1710.05941. */
  SILU("torch.silu(%s)", "swish", "none"),
  MISH("torch.mish(%s)"),
  TANH("torch.tanh(%s)", "tanh", "none"),
  LEAKY_RELU("torch.leaky_relu(%s)"),
  /** The distribution function of a normal one: Ma et al. 2022, arXiv 2209.10655. */
  LAPLACE(
      "torch.mul(torch.add(torch.erf(torch.div(torch.sub(%s, 0.707107), "
          + Norm.number(0.282095 * Math.sqrt(2))
          + ")), 1.), 0.5)"),
  SIGMOID("torch.sigmoid(%s)", "sigmoid", "none"),
  LINEAR("%s", "none", "none");

  /** Other names for the same, or for what differs from it by rounding alone. */
  private static final Map<String, Activation> SYNONYMS =
      Map.of(
          "gelu_python", GELU,
          "gelu_fast", GELU_NEW,
          "gelu_accurate", GELU_NEW,
          "gelu_pytorch_tanh", GELU_NEW,
          "gelu_python_tanh", GELU_NEW,
          "swish", SILU);

  private final String call;
  private final Optional<String> fused;

  Activation(String call) {
    this.call = call;
    this.fused = Optional.empty();
  }

  Activation(String call, String fused, String algorithm) {
    this.call = call;
    this.fused = Optional.of("\"%s\", [], \"%s\"".formatted(fused, algorithm));
  }

  /** The values of {@code hidden_act} that there is one for. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(SYNONYMS.keySet());
    for (Activation activation : values()) {
      if (activation != NONE) {
        names.add(activation.name().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /**
   * @param hiddenAct one of {@link #names}
   */
  public static Activation named(String hiddenAct) {
    Activation synonym = SYNONYMS.get(hiddenAct);
    return synonym == null ? valueOf(hiddenAct.toUpperCase(Locale.ROOT)) : synonym;
  }

  /**
   * @param input a variable's name
   */
  String of(String input) {
    return call.formatted(input);
  }

  /**
   * The last three arguments of {@code mkldnn::_linear_pointwise}, where that has the activation.
   */
  Optional<String> fused() {
    return fused;
  }
}
