package io.winnow.annotation;

import io.winnow.annotation.MajorityVote.Unit;
import io.winnow.extension.Registry;
import java.util.List;
import java.util.Set;

/**
 * The adjudicators that configuration may name, each with its defaults: Winnow's own, and those
 * that jars on the class path name in {@code META-INF/services/io.winnow.annotation.Adjudicator}.
 *
 * @since 0.1.0
 */
public final class Adjudicators {

  private static final Registry<Adjudicator> ALL =
      new Registry<>(
          Adjudicator.class,
          "adjudicator",
          List.of(
              new MajorityVote(Unit.SPANS, TieRule.KEEP),
              new MajorityVote(Unit.TOKENS, TieRule.KEEP),
              new DawidSkene(),
              new Mace(),
              new BayesianSequence(AnnotatorModel.CONFUSION_MATRIX),
              new BayesianSequence(AnnotatorModel.SEQUENTIAL),
              new ByCrowd(TieRule.KEEP)),
          Set.of());

  private Adjudicators() {}

  /** All names: first Winnow's own, in a fixed order. */
  public static List<String> names() {
    return ALL.names();
  }

  /** The one of that name; where votes tie, an entity stays. */
  public static Adjudicator named(String name) {
    return named(name, TieRule.KEEP);
  }

  /**
   * @param ties for those that vote
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public static Adjudicator named(String name, TieRule ties) {
    return ALL.named(name).withTies(ties);
  }

  /** How an adjudicator that is not there gets there: the second half of a message. */
  public static String wayIn() {
    return ALL.wayIn();
  }
}
