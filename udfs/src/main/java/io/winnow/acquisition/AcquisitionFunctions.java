package io.winnow.acquisition;

import java.util.List;

/** The acquisition functions of one pass that configuration may name. A new one is a line here. */
public final class AcquisitionFunctions {

  private static final List<AcquisitionFunction> ALL =
      List.of(
          new Mnlp(),
          new EntityMnlp(),
          new LeastConfidence(),
          new MeanEntropy(),
          new MaxEntropy(),
          new Margin(),
          new LowestProbability());

  private AcquisitionFunctions() {}

  /** All names, in a fixed order. */
  public static List<String> names() {
    return ALL.stream().map(AcquisitionFunction::name).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public static AcquisitionFunction named(String name) {
    return ALL.stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no acquisition function of one pass; there are %s, and of several passes %s"
                        .formatted(name, names(), CommitteeFunctions.names())));
  }
}
