package io.winnow.jobs.stop;

import io.winnow.stopping.StoppingRule.RoundFacts;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
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
  public static List<RoundFacts> all(Workspace workspace) {
    List<RoundFacts> rounds = new ArrayList<>();
    Optional<RoundFacts> next = of(workspace, 0);
    while (next.isPresent()) {
      rounds.add(next.get());
      next = of(workspace, rounds.size());
    }
    return rounds;
  }

  /** Of a round; empty while it isn't over. */
  public static Optional<RoundFacts> of(Workspace workspace, int round) {
    return workspace
        .evaluation(round)
        .latest()
        .map(evaluation -> facts(workspace, round, evaluation));
  }

  private static RoundFacts facts(Workspace workspace, int round, Pointer evaluation) {
    Map<String, Double> numbers = RunManifest.read(workspace, evaluation.run()).numbers();
    return new RoundFacts(
        round,
        workspace.model(round).latest().map(it -> it.count("words")).orElse(0L),
        numbers.get("f1"),
        number(numbers, KAPPA),
        number(numbers, UNCERTAINTY));
  }

  private static OptionalDouble number(Map<String, Double> numbers, String name) {
    Double value = numbers.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
