package io.winnow.jobs.stop;

import io.winnow.Internal;
import io.winnow.jobs.Published;
import io.winnow.jobs.stop.StopSettings.StopRule;
import io.winnow.stopping.StoppingRule.Opinion;
import io.winnow.stopping.StoppingRule.RoundFacts;
import io.winnow.stopping.StoppingRule.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the rules say after the last round that is over.
 *
 * @param round its number; -1 before the first one is over
 * @param opinions one a rule
 * @param deciding the one whose verdict counts; null if none ends the rounds
 * @since 0.1.0
 */
public record Stopping(int round, List<Opinion> opinions, Opinion deciding) {

  public Stopping {
    opinions = List.copyOf(opinions);
  }

  @Internal
  public static Stopping of(Published published, StopSettings settings) {
    return of(RoundRecords.all(published), settings);
  }

  /**
   * Their verdicts after each round, to see where they stop.
   *
   * @param rounds that are over, in their order
   */
  @Internal
  public static List<Stopping> afterEachRound(List<RoundFacts> rounds, StopSettings settings) {
    return IntStream.rangeClosed(1, rounds.size())
        .mapToObj(over -> of(rounds.subList(0, over), settings))
        .toList();
  }

  private static Stopping of(List<RoundFacts> rounds, StopSettings settings) {
    Map<StopRule, Opinion> opinions = new EnumMap<>(StopRule.class);
    settings.rules().forEach((name, rule) -> opinions.put(name, rule.of(rounds)));
    return new Stopping(
        rounds.size() - 1, List.copyOf(opinions.values()), opinions.get(settings.rule()));
  }

  /** The opinion that ends the rounds, if one does. */
  public Optional<Opinion> end() {
    return Optional.ofNullable(deciding).filter(opinion -> opinion.verdict() == Verdict.STOP);
  }
}
