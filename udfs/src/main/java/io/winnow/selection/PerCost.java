package io.winnow.selection;

import io.winnow.Internal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ranks by doubt for the price: how far a sentence's score lies below that of a sentence without
 * doubt, divided by what its annotation costs, so that a long one must earn its price. Settles,
 * Craven and Friedland 2008, "Active Learning with Real Annotation Costs", whose price is time,
 * too.
 *
 * @param by what is paid for
 * @param gain what the score measures
 */
@Internal
public record PerCost(By by, Gain gain) implements Modifier {

  static final List<String> BYS = written(By.values());
  static final List<String> GAINS = written(Gain.values());

  /** What is paid for. */
  public enum By {
    /** The annotators' time, as it was learnt from their answers; where it was not, words. */
    TIME,
    WORDS
  }

  /** What a score measures. */
  public enum Gain {
    /** What the whole sentence gives. */
    SENTENCE,
    /** What each of its words gives, such as a mean over words: it counts as often as there are. */
    WORDS
  }

  static PerCost of(Arguments arguments) {
    return new PerCost(
        By.valueOf(arguments.oneOf("by", BYS).toUpperCase(Locale.ROOT)),
        Gain.valueOf(arguments.oneOf("gain", GAINS).toUpperCase(Locale.ROOT)));
  }

  private static List<String> written(Enum<?>[] values) {
    return Stream.of(values).map(PerCost::written).toList();
  }

  private static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Element written() {
    return Element.of("per-cost").with("by", written(by)).with("gain", written(gain));
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.SCORES);
  }

  /**
   * What a sentence is ranked by.
   *
   * @param certain the score of a sentence without doubt
   * @param words at least 1
   * @param price above 0
   * @return lower = selected first
   */
  public double score(double score, double certain, int words, double price) {
    double doubt = certain - score;
    return certain - (gain == Gain.WORDS ? doubt * words : doubt) / price;
  }
}
