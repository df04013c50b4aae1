package io.winnow.cli;

import io.winnow.selection.Modifier.Need;
import io.winnow.selection.QueryStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A strategy as settings of the selection and of the scores that it needs. */
public final class StrategyOverrides {

  private StrategyOverrides() {}

  /**
   * @param functions that are scored anyway
   * @return {@code key=value} each
   * @throws IllegalArgumentException if the strategy can't be understood
   */
  public static List<String> of(String strategy, List<String> functions) {
    QueryStrategy parsed = QueryStrategy.parse(strategy);
    List<String> settings = new ArrayList<>();
    settings.add("select.strategy=" + parsed);
    parsed
        .acquisition()
        .ifPresent(
            function -> {
              TreeSet<String> scored = new TreeSet<>(functions);
              scored.add(function);
              settings.add("score.functions=[" + String.join(",", scored) + "]");
            });
    if (parsed.needs().contains(Need.EMBEDDINGS)) {
      settings.add("score.embeddings=mean");
    }
    return settings;
  }
}
