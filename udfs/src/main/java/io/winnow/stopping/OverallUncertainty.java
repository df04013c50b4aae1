package io.winnow.stopping;

import io.winnow.stopping.StoppingRule.Opinion;
import io.winnow.stopping.StoppingRule.RoundFacts;
import io.winnow.stopping.StoppingRule.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Stops when the model is certain about the rest of the pool: when the mean uncertainty falls below
 * a threshold (Zhu, Wang and Hovy 2008, C08-1142: "overall uncertainty"), or when it no longer
 * falls (after Vlachos 2008, Computer Speech and Language 22(3)).
 *
 * @param below in nats a word
 * @param leastFall share of itself that the uncertainty must have fallen by over the window
 * @param window in rounds, at least 1
 */
public record OverallUncertainty(double below, double leastFall, int window)
    implements StoppingRule {

  private static final double PERCENT = 100;

  @Override
  public String name() {
    return "uncertainty";
  }

  @Override
  public Opinion of(List<RoundFacts> rounds) {
    OptionalDouble last = uncertainty(rounds, 0);
    if (last.isEmpty()) {
      return Opinion.of(
          this,
          Verdict.UNKNOWN,
          "The model of the last round has no predictions for a stop set, or none of it is"
              + " unlabelled.");
    }
    double now = last.getAsDouble();
    OptionalDouble earlier = uncertainty(rounds, window);
    double before = earlier.orElse(0);
    double fall = before == 0 ? 0 : (before - now) / before;
    boolean isFlat = earlier.isPresent() && fall < leastFall;
    String change =
        earlier.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                ", %.0f %% %s than %d rounds before",
                Math.abs(fall) * PERCENT,
                fall < 0 ? "more" : "less",
                window);
    return Opinion.of(
        this,
        now < below || isFlat ? Verdict.STOP : Verdict.GO_ON,
        "The pool's mean uncertainty is %.4f nats per word%s; the rule says stop below %.4f, or if"
            + " it falls by less than %.0f %% in %d rounds.",
        now,
        change,
        below,
        leastFall * PERCENT,
        window);
  }

  private static OptionalDouble uncertainty(List<RoundFacts> rounds, int ago) {
    int place = rounds.size() - 1 - ago;
    return place < 0 ? OptionalDouble.empty() : rounds.get(place).uncertainty();
  }
}
