package io.winnow.selection;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * How much to send to the vendor.
 *
 * @param amount in the unit, at least 0
 * @since 0.1.0
 */
public record Budget(Unit unit, long amount) implements Serializable {

  public Budget {
    if (amount < 0) {
      throw new IllegalArgumentException(
          "A budget of %d %s is below 0".formatted(amount, unit.name().toLowerCase(Locale.ROOT)));
    }
  }

  public static Budget ofWords(long words) {
    return new Budget(Unit.WORDS, words);
  }

  public static Budget ofSentences(long sentences) {
    return new Budget(Unit.SENTENCES, sentences);
  }

  /** What a sentence of so many words uses up. */
  public long cost(int words) {
    return unit == Unit.WORDS ? words : 1;
  }

  /**
   * A part of this budget, rounded down.
   *
   * @param share in 0 to 1
   */
  public Budget share(double share) {
    return new Budget(unit, Math.min(amount, (long) Math.floor(amount * share)));
  }

  /** What is left of this budget after another of the same unit. */
  public Budget minus(Budget used) {
    return new Budget(unit, amount - used.amount);
  }

  /** This budget and another of the same unit. */
  public Budget plus(Budget more) {
    return new Budget(unit, amount + more.amount);
  }

  /** This budget times a factor, rounded down; the maximum value if it overflows. */
  public Budget times(double factor) {
    return new Budget(unit, (long) Math.floor(amount * factor));
  }

  /** What the candidates use up together. */
  public Budget costOf(List<Candidate> candidates) {
    return new Budget(
        unit, candidates.stream().mapToLong(candidate -> cost(candidate.words())).sum());
  }

  /**
   * The first of the candidates, while their total cost stays within this budget. Stops at the
   * first that would go over it, even if a later, shorter one would still fit: filling up with
   * short ones would favour fragments.
   */
  public List<Candidate> prefixOf(List<Candidate> candidates) {
    long left = amount;
    int taken = 0;
    while (taken < candidates.size() && cost(candidates.get(taken).words()) <= left) {
      left -= cost(candidates.get(taken++).words());
    }
    return candidates.subList(0, taken);
  }

  /** What a budget counts. */
  public enum Unit {
    /** What vendors bill. */
    WORDS,
    SENTENCES
  }
}
