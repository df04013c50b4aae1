package io.winnow.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.stopping.StoppingRule.Opinion;
import io.winnow.stopping.StoppingRule.RoundFacts;
import io.winnow.stopping.StoppingRule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StoppingRulesTest {

  private static final StoppingRule STABLE = new StablePredictions(0.99, 3);
  private static final StoppingRule UNCERTAINTY = new OverallUncertainty(0.01, 0.05, 2);
  private static final StoppingRule GAIN = new GainTooSmall(10_000, 0.005, 0.005);

  @Test
  void predictionsAreStableWhenTheMeanKappaOfTheWindowReachesTheIntensity() {
    Opinion opinion = STABLE.of(withKappas(Double.NaN, 0.9, 0.986, 0.992, 0.993));
    assertThat(opinion.verdict()).isEqualTo(Verdict.STOP);
    assertThat(opinion.sentence())
        .isEqualTo(
            "Kappa with the previous round's tags of the stop set is 0.993, and 0.990 on average"
                + " over 3 rounds; stable at 0.990 or more.");
    assertThat(STABLE.of(withKappas(Double.NaN, 0.9, 0.97, 0.992, 0.999)).verdict())
        .isEqualTo(Verdict.GO_ON);
  }

  @Test
  void aWindowThatIsNotFullTellsNothing() {
    Opinion opinion = STABLE.of(withKappas(Double.NaN, 1, 1));
    assertThat(opinion.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(opinion.sentence()).contains("for 2 of the last 3");
    assertThat(STABLE.of(List.of()).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(STABLE.of(withKappas(Double.NaN, 1, 1, Double.NaN)).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void anUncertaintyBelowTheThresholdIsEnough() {
    assertThat(UNCERTAINTY.of(withUncertainties(0.0099)).verdict()).isEqualTo(Verdict.STOP);
    assertThat(UNCERTAINTY.of(withUncertainties(0.2, 0.1, 0.011)).verdict())
        .isEqualTo(Verdict.GO_ON);
  }

  @Test
  void anUncertaintyThatFallsNoLongerIsEnough() {
    Opinion falling = UNCERTAINTY.of(withUncertainties(0.2, 0.1, 0.08));
    assertThat(falling.verdict()).isEqualTo(Verdict.GO_ON);
    assertThat(falling.sentence())
        .isEqualTo(
            "The pool's mean uncertainty is 0.0800 nats per word, 60 % less than 2 rounds before;"
                + " the rule says stop below 0.0100, or if it falls by less than 5 % in 2 rounds.");
    assertThat(UNCERTAINTY.of(withUncertainties(0.1, 0.09, 0.096)).verdict())
        .isEqualTo(Verdict.STOP);
    Opinion rising = UNCERTAINTY.of(withUncertainties(0.1, 0.09, 0.11));
    assertThat(rising.verdict()).isEqualTo(Verdict.STOP);
    assertThat(rising.sentence()).contains("10 % more than 2 rounds before");
  }

  @Test
  void withoutAStopSetTheUncertaintyIsNotKnown() {
    assertThat(UNCERTAINTY.of(withUncertainties(0.1, Double.NaN)).verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(UNCERTAINTY.of(List.of()).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aCurveThatIsStillSteepGoesOn() {
    Opinion opinion = GAIN.of(withF1(0.5, 0.6, 0.65, 0.68, 0.7));
    assertThat(opinion.verdict()).isEqualTo(Verdict.GO_ON);
    assertThat(opinion.sentence())
        .matches(
            "The next 10,000 words are expected to add \\d\\.\\d \\+- \\d\\.\\d F1 \\(of 100\\),"
                + " from 5 rounds; the rule says stop if the gain is below 0\\.5 with 95 %"
                + " confidence\\.");
  }

  @Test
  void aCurveThatIsSurelyFlatStops() {
    double[] flat = new double[30];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = 0.8 - 0.3 / ((i + 1) * (i + 1)) + (i % 2 == 0 ? 1e-4 : -1e-4);
    }
    assertThat(new GainTooSmall(10_000, 0.005, 0.001).of(withF1(flat)).verdict())
        .isEqualTo(Verdict.STOP);
  }

  @Test
  void ofThreeRoundsNoGainIsExpected() {
    Opinion opinion = GAIN.of(withF1(0.5, 0.6, 0.6));
    assertThat(opinion.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(opinion.sentence())
        .isEqualTo(
            "The gain of the next 10,000 words can be estimated after 4 rounds; 3 are done.");
  }

  private static List<RoundFacts> withKappas(double... kappas) {
    List<RoundFacts> rounds = new ArrayList<>();
    for (double kappa : kappas) {
      rounds.add(facts(rounds.size(), 0.5, some(kappa), OptionalDouble.empty()));
    }
    return rounds;
  }

  private static List<RoundFacts> withUncertainties(double... uncertainties) {
    List<RoundFacts> rounds = new ArrayList<>();
    for (double uncertainty : uncertainties) {
      rounds.add(facts(rounds.size(), 0.5, OptionalDouble.empty(), some(uncertainty)));
    }
    return rounds;
  }

  @Test
  void withoutATestSetTheGainIsNeverKnown() {
    RoundFacts unmeasured =
        new RoundFacts(
            0, 2500, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(0.3));
    Opinion gain = GAIN.of(List.of(unmeasured));
    assertThat(gain.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(gain.sentence()).contains("no test set");
    assertThat(UNCERTAINTY.of(List.of(unmeasured)).verdict()).isEqualTo(Verdict.GO_ON);
  }

  private static List<RoundFacts> withF1(double... f1) {
    List<RoundFacts> rounds = new ArrayList<>();
    for (double one : f1) {
      rounds.add(facts(rounds.size(), one, OptionalDouble.empty(), OptionalDouble.empty()));
    }
    return rounds;
  }

  private static RoundFacts facts(
      int round, double f1, OptionalDouble kappa, OptionalDouble uncertainty) {
    return new RoundFacts(round, 2500L * (round + 1), OptionalDouble.of(f1), kappa, uncertainty);
  }

  private static OptionalDouble some(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
