package io.winnow.stopping;

import io.winnow.stopping.StoppingRule.Opinion;
import io.winnow.stopping.StoppingRule.RoundFacts;
import io.winnow.stopping.StoppingRule.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Stops when successive models give the stop set the same tags: when the mean kappa of the last
 * rounds reaches the intensity (Bloodgood and Vijay-Shanker 2009, W09-1107: 0.99 over 3). Needs no
 * labels. A kappa of T bounds the change of F1 by 4(1-T)/T (Bloodgood and Grothendieck 2013, arXiv
 * 1504.06329).
 *
 * @param intensity in 0 to 1
 * @param window rounds whose kappas are averaged, at least 1
 */
public record StablePredictions(double intensity, int window) implements StoppingRule {

  @Override
  public String name() {
    return "stable-predictions";
  }

  @Override
  public Opinion of(List<RoundFacts> rounds) {
    List<RoundFacts> last = rounds.subList(Math.max(0, rounds.size() - window), rounds.size());
    double[] kappas =
        last.stream().map(RoundFacts::kappa).flatMapToDouble(OptionalDouble::stream).toArray();
    if (kappas.length < window) {
      return Opinion.of(
          this,
          Verdict.UNKNOWN,
          "The rule needs the stop set's agreement with the previous round for %3$d rounds; it is"
              + " known for %1$d of the last %2$d.",
          kappas.length,
          window,
          window);
    }
    double mean = Arrays.stream(kappas).average().orElseThrow();
    return Opinion.of(
        this,
        mean >= intensity ? Verdict.STOP : Verdict.GO_ON,
        "Kappa with the previous round's tags of the stop set is %.3f, and %.3f on average over %d"
            + " rounds; stable at %.3f or more.",
        kappas[window - 1],
        mean,
        window,
        intensity);
  }
}
