package io.winnow.annotation;

import java.util.List;

/**
 * The adjudicators that configuration may name, each with its defaults. A new one is a line here.
 */
public final class Adjudicators {

  private Adjudicators() {}

  private static List<Adjudicator> all(TieRule ties) {
    return List.of(
        new MajorityVote(VoteUnit.SPANS, ties),
        new MajorityVote(VoteUnit.TOKENS, ties),
        new DawidSkene(),
        new Mace(),
        BayesianSequence.confusionMatrix(),
        BayesianSequence.sequential());
  }

  /** All names, in a fixed order. */
  public static List<String> names() {
    return all(TieRule.KEEP).stream().map(Adjudicator::name).toList();
  }

  /** As below; where votes tie, somebody's entity stays. */
  public static Adjudicator named(String name) {
    return named(name, TieRule.KEEP);
  }

  /**
   * @param ties for those that vote
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public static Adjudicator named(String name, TieRule ties) {
    return all(ties).stream()
        .filter(adjudicator -> adjudicator.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no adjudicator; there are %s".formatted(name, names())));
  }
}
