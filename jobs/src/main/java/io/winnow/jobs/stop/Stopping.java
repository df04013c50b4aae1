package io.winnow.jobs.stop;

import io.winnow.stopping.Opinion;
import io.winnow.stopping.RoundFacts;
import io.winnow.stopping.Verdict;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the rules say after the last round that is over.
 *
 * @param round its number; -1 before the first one is over
 * @param opinions one a rule
 * @param deciding the one whose verdict counts; null if none ends the rounds
 */
public record Stopping(int round, List<Opinion> opinions, Opinion deciding) {

  /** Numbers in the manifest of an evaluation. */
  public static final String KAPPA = "stop_kappa";

  public static final String UNCERTAINTY = "stop_uncertainty";

  public Stopping {
    opinions = List.copyOf(opinions);
  }

  public static Stopping of(Workspace workspace, StopSettings settings) {
    return of(rounds(workspace), settings);
  }

  /** What they said, or would have said, after each round that is over: to see where they stop. */
  public static List<Stopping> afterEachRound(Workspace workspace, StopSettings settings) {
    List<RoundFacts> rounds = rounds(workspace);
    List<Stopping> all = new ArrayList<>();
    for (int over = 1; over <= rounds.size(); over++) {
      all.add(of(rounds.subList(0, over), settings));
    }
    return all;
  }

  private static Stopping of(List<RoundFacts> rounds, StopSettings settings) {
    List<Opinion> opinions = new ArrayList<>();
    Opinion deciding = null;
    for (var rule : settings.rules().entrySet()) {
      Opinion opinion = rule.getValue().of(rounds);
      opinions.add(opinion);
      if (rule.getKey() == settings.rule()) {
        deciding = opinion;
      }
    }
    return new Stopping(rounds.size() - 1, opinions, deciding);
  }

  /** The opinion that ends the rounds, if one does. */
  public Optional<Opinion> end() {
    return Optional.ofNullable(deciding).filter(opinion -> opinion.verdict() == Verdict.STOP);
  }

  private static List<RoundFacts> rounds(Workspace workspace) {
    List<RoundFacts> rounds = new ArrayList<>();
    Optional<Pointer> evaluation = workspace.evaluation(0).latest();
    while (evaluation.isPresent()) {
      int round = rounds.size();
      Map<String, Double> numbers = RunManifest.read(workspace, evaluation.get().run()).numbers();
      rounds.add(
          new RoundFacts(
              round,
              workspace.model(round).latest().map(it -> it.count("words")).orElse(0L),
              numbers.get("f1"),
              number(numbers, KAPPA),
              number(numbers, UNCERTAINTY)));
      evaluation = workspace.evaluation(round + 1).latest();
    }
    return rounds;
  }

  private static OptionalDouble number(Map<String, Double> numbers, String name) {
    Double value = numbers.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
