package io.winnow.jobs.stop;

import io.winnow.jobs.Published;
import io.winnow.stopping.StoppingRule.RoundFacts;
import io.winnow.workspace.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What rounds left in the manifests of their evaluations. */
public final class RoundRecords {

  /** Numbers in the manifest of an evaluation. */
  public static final String KAPPA = "stop_kappa";

  public static final String UNCERTAINTY = "stop_uncertainty";

  private RoundRecords() {}

  /** Of all rounds that are over, in their order. */
  public static List<RoundFacts> all(Published published) {
    List<RoundFacts> rounds = new ArrayList<>();
    Optional<RoundFacts> next = of(published, 0);
    while (next.isPresent()) {
      rounds.add(next.get());
      next = of(published, rounds.size());
    }
    return rounds;
  }

  /** Of a round; empty while it isn't over. */
  public static Optional<RoundFacts> of(Published published, int round) {
    return published
        .latest(published.workspace().evaluation(round))
        .map(evaluation -> facts(published, round, evaluation));
  }

  private static RoundFacts facts(Published published, int round, Pointer evaluation) {
    Map<String, Double> numbers = published.manifest(evaluation).numbers();
    return new RoundFacts(
        round,
        published
            .latest(published.workspace().model(round))
            .map(it -> it.count("words"))
            .orElse(0L),
        numbers.get("f1"),
        number(numbers, KAPPA),
        number(numbers, UNCERTAINTY));
  }

  private static OptionalDouble number(Map<String, Double> numbers, String name) {
    Double value = numbers.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
