package io.winnow.acquisition;

import java.util.List;

/**
 * The acquisition functions of several passes that configuration may name. A new one is a line
 * here.
 */
public final class CommitteeFunctions {

  private static final List<CommitteeFunction> ALL = List.of(new Bald(), new VoteEntropy());

  private CommitteeFunctions() {}

  /** All names, in a fixed order. */
  public static List<String> names() {
    return ALL.stream().map(CommitteeFunction::name).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public static CommitteeFunction named(String name) {
    return ALL.stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no acquisition function of several passes; there are %s, and of one pass %s"
                        .formatted(name, names(), AcquisitionFunctions.names())));
  }
}
