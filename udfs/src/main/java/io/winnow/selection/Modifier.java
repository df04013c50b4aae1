package io.winnow.selection;

import java.io.Serializable;
import java.util.Set;

/**
 * One element of a {@link QueryStrategy} behind the first: changes which sentences are chosen.
 *
 * <p>A new one is a class here and a line in {@link Modifiers}. It holds no state that changes, and
 * equal input gives equal output: chance comes from the candidates' ids and the round's seed.
 */
public interface Modifier extends Serializable {

  /** As it is written, with every argument by its name; parses to an equal modifier. */
  Element written();

  /** What {@link #apply} looks at. */
  default Set<Need> needs() {
    return Set.of();
  }

  /** Whether a sentence of so many words may be chosen at all, by score or by chance. */
  default boolean allows(int words) {
    return true;
  }

  /**
   * The share of the round's budget that this spends on sentences drawn by chance; they lie ready
   * in {@link Draft#byChance}.
   *
   * @param round counts from 0
   * @return in 0 to 1
   */
  default double chance(int round) {
    return 0;
  }

  /**
   * How many times the budget {@link #apply} wants to be given, least certain first; at least 1.
   */
  default double reach() {
    return 1;
  }

  /**
   * The selection as it is after this element. What is more than the budget is cut off at the end,
   * so the order alone may say what is preferred. Longer lists of candidates than {@link #reach}
   * asks for must not change what comes out first.
   */
  default Draft apply(Draft draft, Request request) {
    return draft;
  }
}
