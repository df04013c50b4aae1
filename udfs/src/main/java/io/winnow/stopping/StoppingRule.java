package io.winnow.stopping;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Decides whether to label more.
 *
 * @since 0.1.0
 */
public interface StoppingRule {

  /** The name in configuration. */
  String name();

  /**
   * @param rounds all that are over, in their order
   */
  Opinion of(List<RoundFacts> rounds);

  /**
   * What a round that is over leaves for the rules to judge by.
   *
   * @param words labelled words that its model was trained on
   * @param f1 on the held-out sentences, in 0 to 1; empty where none are held out
   * @param kappa of its predictions for the stop set with those of the round before, see {@link
   *     TagAgreement}; empty where they can't be compared
   * @param uncertainty mean over the stop set's sentences that are not labelled yet, in nats a
   *     word; empty where there are none
   */
  public record RoundFacts(
      int round, long words, OptionalDouble f1, OptionalDouble kappa, OptionalDouble uncertainty) {}

  /**
   * What a rule thinks after a round.
   *
   * @param rule its name
   * @param sentence why, for a person
   */
  public record Opinion(String rule, Verdict verdict, String sentence) {

    static Opinion of(StoppingRule rule, Verdict verdict, String format, Object... values) {
      return new Opinion(rule.name(), verdict, String.format(Locale.ROOT, format, values));
    }
  }

  /** Whether another round pays. */
  public enum Verdict {
    GO_ON("go on"),
    STOP("stop"),
    /** There is not enough to judge by, so nothing is stopped. */
    UNKNOWN("not known");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** For a person. */
    public String words() {
      return words;
    }
  }
}
