package io.winnow.model;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a layer does to each value after its first product, in TorchScript; but for {@link #NONE}
 * called as {@code hidden_act} in a {@code config.json} calls it.
 */
enum Activation {
  NONE("%s", "\"none\", [], \"none\""),
  /** Hendrycks and Gimpel 2016, arXiv 1606.08415. */
  GELU("torch.gelu(%s)", "\"gelu\", [], \"none\""),
  GELU_NEW("torch.gelu(%s, approximate=\"tanh\")", "\"gelu\", [], \"tanh\""),
  GELU_PYTORCH_TANH(GELU_NEW.call, GELU_NEW.fused),
  RELU("torch.relu(%s)", "\"relu\", [], \"none\"");

  private final String call;
  private final String fused;

  Activation(String call, String fused) {
    this.call = call;
    this.fused = fused;
  }

  /** The values of {@code hidden_act} that there is one for. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    EnumSet.complementOf(EnumSet.of(NONE))
        .forEach(it -> names.add(it.name().toLowerCase(Locale.ROOT)));
    return names;
  }

  /**
   * @param hiddenAct one of {@link #names}
   */
  static Activation named(String hiddenAct) {
    return valueOf(hiddenAct.toUpperCase(Locale.ROOT));
  }

  String of(String input) {
    return call.formatted(input);
  }

  /** The last three arguments of {@code mkldnn::_linear_pointwise}. */
  String fused() {
    return fused;
  }
}
