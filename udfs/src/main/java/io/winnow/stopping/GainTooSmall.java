package io.winnow.stopping;

import io.winnow.stopping.FittedCurve.CurvePoint;
import io.winnow.stopping.FittedCurve.ExpectedGain;
import io.winnow.stopping.StoppingRule.Opinion;
import io.winnow.stopping.StoppingRule.RoundFacts;
import io.winnow.stopping.StoppingRule.Verdict;
import java.util.List;

/**
 * Stops when more words are no longer expected to pay, by a {@link FittedCurve} through the rounds'
 * F1: when even the upper end of the expected gain's interval is below the least gain.
 *
 * @param nextWords additional words, at least 1
 * @param leastGain of F1, in 0 to 1, that these words must be able to bring
 * @param noise of F1, see {@link FittedCurve#through}
 */
public record GainTooSmall(long nextWords, double leastGain, double noise) implements StoppingRule {

  private static final double POINTS = 100;

  @Override
  public String name() {
    return "expected-gain";
  }

  @Override
  public Opinion of(List<RoundFacts> rounds) {
    if (!rounds.isEmpty() && rounds.stream().allMatch(round -> round.f1().isEmpty())) {
      return Opinion.of(
          this,
          Verdict.UNKNOWN,
          "The rule needs F1, and this workspace has no test set to measure it on.");
    }
    List<CurvePoint> points =
        rounds.stream()
            .filter(round -> round.words() > 0 && round.f1().isPresent())
            .map(round -> new CurvePoint(round.words(), round.f1().getAsDouble()))
            .toList();
    if (!FittedCurve.isEnough(points)) {
      return Opinion.of(
          this,
          Verdict.UNKNOWN,
          "The gain of the next %,d words can be estimated after %d rounds; %d are done.",
          nextWords,
          FittedCurve.LEAST_POINTS,
          points.size());
    }
    ExpectedGain expected = FittedCurve.through(points, noise).gain(nextWords);
    return Opinion.of(
        this,
        expected.high() < leastGain ? Verdict.STOP : Verdict.GO_ON,
        "The next %,d words are expected to add %.1f +- %.1f F1 (of 100), from %d rounds; the rule"
            + " says stop if the gain is below %.1f with 95 %% confidence.",
        nextWords,
        expected.gain() * POINTS,
        expected.margin() * POINTS,
        points.size(),
        leastGain * POINTS);
  }
}
