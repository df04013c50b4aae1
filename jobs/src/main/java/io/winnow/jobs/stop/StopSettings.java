package io.winnow.jobs.stop;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import io.winnow.stopping.GainTooSmall;
import io.winnow.stopping.OverallUncertainty;
import io.winnow.stopping.StablePredictions;
import io.winnow.stopping.StoppingRule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The keys {@code stop.*}. */
@Section("stop")
public record StopSettings(
    StopRule rule, int sentences, double kappa, int window, Uncertainty uncertainty, Gain gain) {

  private static final double POINTS = 100;

  public StopSettings {
    boolean needsStopSet = rule == StopRule.STABLE_PREDICTIONS || rule == StopRule.UNCERTAINTY;
    Validation.of(StopSettings.class)
        .atLeast("sentences", 0, sentences)
        .share("kappa", kappa)
        .atLeast("window", 1, window)
        .require(
            !needsStopSet || sentences != 0,
            "sentences",
            "is 0, but the stop.rule compares predictions for the stop set")
        .done();
  }

  /** Which of the rules ends the rounds; with none, all verdicts are only shown. */
  public enum StopRule {
    NONE,
    STABLE_PREDICTIONS,
    UNCERTAINTY,
    EXPECTED_GAIN
  }

  /** When the stop set is certain enough. */
  @Section("stop")
  public record Uncertainty(double maxUncertainty, double minFall) {

    public Uncertainty {
      Validation.of(Uncertainty.class)
          .notNegative("max-uncertainty", maxUncertainty)
          .share("min-fall", minFall)
          .done();
    }
  }

  /** When more words bring too little. */
  @Section("stop")
  public record Gain(long gainWords, double minGain, double noise) {

    public Gain {
      Validation.of(Gain.class)
          .atLeast("gain-words", 1, gainWords)
          .positive("min-gain", minGain)
          .positive("noise", noise)
          .done();
    }
  }

  /** The same without an end to the rounds. */
  public StopSettings neverEnding() {
    return new StopSettings(StopRule.NONE, sentences, kappa, window, uncertainty, gain);
  }

  /** Of all rules, in a fixed order. */
  public List<String> names() {
    return rules().values().stream().map(StoppingRule::name).toList();
  }

  /** All rules, in a fixed order. */
  Map<StopRule, StoppingRule> rules() {
    return new EnumMap<>(
        Map.of(
            StopRule.STABLE_PREDICTIONS,
            new StablePredictions(kappa, window),
            StopRule.UNCERTAINTY,
            new OverallUncertainty(uncertainty.maxUncertainty(), uncertainty.minFall(), window),
            StopRule.EXPECTED_GAIN,
            new GainTooSmall(gain.gainWords(), gain.minGain() / POINTS, gain.noise() / POINTS)));
  }
}
