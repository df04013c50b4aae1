package io.winnow.jobs.stop;

import io.winnow.jobs.Checks;
import io.winnow.stopping.GainTooSmall;
import io.winnow.stopping.OverallUncertainty;
import io.winnow.stopping.StablePredictions;
import io.winnow.stopping.StoppingRule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The keys {@code stop.*}.
 *
 * @param rule the one that ends the rounds
 * @param sentences of the stop set; 0: none is drawn or read
 * @param kappa mean agreement from which on predictions are stable
 * @param window rounds that kappa is averaged over and that the uncertainty's fall is taken over
 * @param maxUncertainty nats a word
 * @param minFall share of itself that the uncertainty must fall by over the window
 * @param gainWords how many more words the expected gain is that of
 * @param minGain points of F1, of 100, that they must be able to bring
 * @param noise points of F1, of 100: its standard deviation over training seeds
 */
public record StopSettings(
    StopRule rule,
    int sentences,
    double kappa,
    int window,
    double maxUncertainty,
    double minFall,
    long gainWords,
    double minGain,
    double noise) {

  private static final double POINTS = 100;

  public StopSettings {
    Checks checks =
        Checks.of("stop")
            .atLeast("sentences", 0, sentences)
            .share("kappa", kappa)
            .atLeast("window", 1, window)
            .notNegative("max-uncertainty", maxUncertainty)
            .share("min-fall", minFall)
            .atLeast("gain-words", 1, gainWords)
            .positive("min-gain", minGain)
            .positive("noise", noise);
    boolean needsStopSet = rule == StopRule.STABLE_PREDICTIONS || rule == StopRule.UNCERTAINTY;
    if (needsStopSet && sentences == 0) {
      checks.add("sentences", "is 0, but the stop.rule compares readings of the stop set");
    }
    checks.done();
  }

  /** The same without an end to the rounds. */
  public StopSettings neverEnding() {
    return new StopSettings(
        StopRule.NONE,
        sentences,
        kappa,
        window,
        maxUncertainty,
        minFall,
        gainWords,
        minGain,
        noise);
  }

  /** Of all rules, in a fixed order. */
  public List<String> names() {
    return rules().values().stream().map(StoppingRule::name).toList();
  }

  /** All rules, in a fixed order. */
  Map<StopRule, StoppingRule> rules() {
    Map<StopRule, StoppingRule> rules = new EnumMap<>(StopRule.class);
    rules.put(StopRule.STABLE_PREDICTIONS, new StablePredictions(kappa, window));
    rules.put(StopRule.UNCERTAINTY, new OverallUncertainty(maxUncertainty, minFall, window));
    rules.put(
        StopRule.EXPECTED_GAIN, new GainTooSmall(gainWords, minGain / POINTS, noise / POINTS));
    return rules;
  }
}
