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
          "The stop set's tags were compared with those of the round before in %d of the last %d"
              + " rounds; it takes all %d.",
          kappas.length,
          window,
          window);
    }
    double mean = Arrays.stream(kappas).average().orElseThrow();
    return Opinion.of(
        this,
        mean >= intensity ? Verdict.STOP : Verdict.GO_ON,
        "The stop set's tags agree with those of the round before to a kappa of %.3f, and of %.3f"
            + " on average over %d rounds; stable from %.3f on.",
        kappas[window - 1],
        mean,
        window,
        intensity);
  }
}
