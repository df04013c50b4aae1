package io.winnow.selection;

import io.winnow.Internal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Each group of sentences gets a part of the budget of its own (stratified sampling, Neyman 1934),
 * and the strategy chooses in each by itself. Groups are the values of a column of the sentences'
 * metadata; those without a value are a group, too.
 *
 * @param by the column's name
 */
@Internal
public record Strata(String by, Share share) implements Modifier {

  static final List<String> SHARES = Stream.of(Share.values()).map(Share::toString).toList();

  /** How the budget is divided. */
  public enum Share {
    /** By what the groups' sentences cost. */
    PROPORTIONAL,
    /** The same for each group. */
    EQUAL;

    /** As it is written. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Strata {
    Objects.requireNonNull(share);
    if (by.isBlank() || by.contains("`")) {
      throw new IllegalArgumentException(
          "strata has by='%s', but the name of a column is wanted".formatted(by));
    }
  }

  static Strata of(String by, String share) {
    return new Strata(by, Share.valueOf(share.toUpperCase(Locale.ROOT)));
  }

  @Override
  public Element written() {
    return Element.of("strata").with("by", by).with("share", share.toString());
  }

  /**
   * Divides a budget. What a group can't use goes to the others.
   *
   * @param costs of all sentences of each group, in the budget's unit
   * @return a budget for each group, in their order; together no more than the whole
   */
  public List<Budget> divided(Budget budget, List<Long> costs) {
    long[] parts = new long[costs.size()];
    boolean[] isFull = new boolean[costs.size()];
    long left = budget.amount();
    boolean isDivided = false;
    while (!isDivided) {
      double weights = 0;
      for (int i = 0; i < parts.length; i++) {
        weights += isFull[i] ? 0 : weight(costs.get(i));
      }
      isDivided = true;
      for (int i = 0; i < parts.length; i++) {
        if (!isFull[i]) {
          parts[i] = (long) (left * (weight(costs.get(i)) / weights));
        }
      }
      for (int i = 0; i < parts.length; i++) {
        if (!isFull[i] && parts[i] > costs.get(i)) {
          parts[i] = costs.get(i);
          isFull[i] = true;
          left -= parts[i];
          isDivided = false;
        }
      }
    }
    return Stream.iterate(0, i -> i + 1)
        .limit(parts.length)
        .map(i -> new Budget(budget.unit(), parts[i]))
        .toList();
  }

  private double weight(long cost) {
    return share == Share.EQUAL ? 1 : cost;
  }
}
