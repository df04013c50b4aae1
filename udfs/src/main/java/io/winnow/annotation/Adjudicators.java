package io.winnow.annotation;

import java.util.List;

/**
 * The adjudicators that configuration may name, each with its defaults. A new one is a line here.
 */
public final class Adjudicators {

  private static final List<Adjudicator> ALL =
      List.of(
          new MajorityVote(),
          new MajorityVote(VoteUnit.TOKENS, TieRule.KEEP),
          new DawidSkene(),
          new Mace(),
          BayesianSequence.confusionMatrix(),
          BayesianSequence.sequential());

  private Adjudicators() {}

  /** All names, in a fixed order. */
  public static List<String> names() {
    return ALL.stream().map(Adjudicator::name).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public static Adjudicator named(String name) {
    return ALL.stream()
        .filter(adjudicator -> adjudicator.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no adjudicator; there are %s".formatted(name, names())));
  }
}
