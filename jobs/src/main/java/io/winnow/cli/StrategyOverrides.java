package io.winnow.cli;

import io.winnow.jobs.experiment.StrategySettings;
import java.util.List;
import java.util.TreeSet;

/** A strategy's name as settings of the selection. */
final class StrategyOverrides {

  private StrategyOverrides() {}

  /**
   * @param functions that are scored anyway
   * @return {@code key=value} each
   */
  static List<String> of(String strategy, List<String> functions) {
    if (strategy.equals(StrategySettings.RANDOM)) {
      return List.of("select.random-share=1.0");
    }
    TreeSet<String> scored = new TreeSet<>(functions);
    scored.add(strategy);
    return List.of(
        "select.acquisition=" + strategy, "score.functions=[" + String.join(",", scored) + "]");
  }
}
