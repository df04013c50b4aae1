package io.winnow.model;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a layer does to each value after its first product, in TorchScript. */
enum Activation {
  /** Nothing. */
  NONE("", "%s", "\"none\", [], \"none\""),
  /** Hendrycks and Gimpel 2016, arXiv 1606.08415. */
  GELU("gelu", "torch.gelu(%s)", "\"gelu\", [], \"none\""),
  GELU_NEW("gelu_new", "torch.gelu(%s, approximate=\"tanh\")", "\"gelu\", [], \"tanh\""),
  GELU_PYTORCH_TANH("gelu_pytorch_tanh", GELU_NEW.call, GELU_NEW.fused),
  RELU("relu", "torch.relu(%s)", "\"relu\", [], \"none\"");

  private final String hiddenAct;
  private final String call;
  private final String fused;

  Activation(String hiddenAct, String call, String fused) {
    this.hiddenAct = hiddenAct;
    this.call = call;
    this.fused = fused;
  }

  /** The values of {@code hidden_act} in a {@code config.json} that there is one for. */
  static Set<String> names() {
    return Arrays.stream(values())
        .filter(it -> it != NONE)
        .map(it -> it.hiddenAct)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * @param hiddenAct one of {@link #names}
   */
  static Activation named(String hiddenAct) {
    return Arrays.stream(values())
        .filter(it -> it.hiddenAct.equals(hiddenAct))
        .findFirst()
        .orElseThrow();
  }

  String of(String input) {
    return call.formatted(input);
  }

  /** The last three arguments of {@code mkldnn::_linear_pointwise}. */
  String fused() {
    return fused;
  }
}
