package io.winnow.acquisition;

import java.util.List;

/** The acquisition functions that configuration may name. */
public final class AcquisitionFunctions {

  private static final List<AcquisitionFunction> ALL = List.of(new Mnlp());

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
                    "'%s' is no acquisition function; there are %s".formatted(name, names())));
  }
}
