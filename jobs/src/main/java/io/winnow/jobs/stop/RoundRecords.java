package io.winnow.jobs.stop;

import io.winnow.jobs.Published;
import io.winnow.stopping.StoppingRule.RoundFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What rounds left in the manifests of their evaluations. */
public final class RoundRecords {

  /** Numbers in the manifest of an evaluation. */
  public static final String KAPPA = "stop_kappa";

  public static final String UNCERTAINTY = "stop_uncertainty";

  private RoundRecords() {}

  /** Of all rounds that are over, in their order. */
  public static List<RoundFacts> all(Published published) {
    return Stream.iterate(0, round -> round + 1)
        .map(round -> of(published, round))
        .takeWhile(Optional::isPresent)
        .map(Optional::get)
        .toList();
  }

  /** Of a round; empty while it isn't over. */
  public static Optional<RoundFacts> of(Published published, int round) {
    return published
        .latest(published.workspace().evaluation(round))
        .map(
            evaluation -> {
              Map<String, Double> numbers = published.manifest(evaluation).numbers();
              return new RoundFacts(
                  round,
                  published
                      .latest(published.workspace().model(round))
                      .map(model -> model.count("words"))
                      .orElse(0L),
                  number(numbers, "f1"),
                  number(numbers, KAPPA),
                  number(numbers, UNCERTAINTY));
            });
  }

  private static OptionalDouble number(Map<String, Double> numbers, String name) {
    return numbers.containsKey(name)
        ? OptionalDouble.of(numbers.get(name))
        : OptionalDouble.empty();
  }
}
