package io.winnow.jobs.report;

import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rounds cost: time on our side, words on the vendor's.
 *
 * @param rounds in their order
 */
record CostFacts(List<OfRound> rounds) {

  /** A hop of a round, as far as Winnow does it. */
  enum Hop {
    SCORE,
    SELECT,
    HAND_OFF,
    MERGE,
    TRAIN,
    EVALUATE
  }

  /**
   * @param seconds of hops that were done; merges of a round add up
   * @param sentWords words that went out, checks included
   * @param annotators asked for each sentence
   */
  record OfRound(int round, Map<Hop, Double> seconds, long sentWords, long annotators) {

    /** What vendors bill: a word as often as it is read. */
    long billedWords() {
      return sentWords * annotators;
    }

    double allSeconds() {
      return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  static CostFacts of(Workspace workspace) {
    List<Pointer> merges = workspace.labels().history();
    List<Integer> rounds = workspace.rounds();
    List<OfRound> costs = new ArrayList<>();
    for (int round : rounds) {
      Map<Hop, Double> seconds = new EnumMap<>(Hop.class);
      add(seconds, Hop.SCORE, workspace, workspace.scores(round).latest());
      add(seconds, Hop.SELECT, workspace, workspace.selection(round).latest());
      Optional<Pointer> outbox = workspace.outbox(round).latest();
      add(seconds, Hop.HAND_OFF, workspace, outbox);
      merges.stream()
          .filter(merge -> roundOf(workspace, rounds, merge) == round)
          .forEach(merge -> add(seconds, Hop.MERGE, workspace, Optional.of(merge)));
      add(seconds, Hop.TRAIN, workspace, workspace.model(round).latest());
      add(seconds, Hop.EVALUATE, workspace, workspace.evaluation(round).latest());
      costs.add(
          new OfRound(
              round,
              seconds,
              outbox.map(it -> it.counts().getOrDefault("words", 0L)).orElse(0L),
              outbox.map(it -> annotators(RunManifest.read(workspace, it.run()))).orElse(0L)));
    }
    return new CostFacts(List.copyOf(costs));
  }

  /** A merge counts for the last round that had been sent out by then. */
  private static int roundOf(Workspace workspace, List<Integer> rounds, Pointer merge) {
    return rounds.stream()
        .filter(
            round ->
                workspace
                    .outbox(round)
                    .latest()
                    .filter(sent -> !sent.published().isAfter(merge.published()))
                    .isPresent())
        .reduce((earlier, later) -> later)
        .orElse(0);
  }

  private static void add(
      Map<Hop, Double> seconds, Hop hop, Workspace workspace, Optional<Pointer> done) {
    done.map(pointer -> RunManifest.read(workspace, pointer.run()))
        .ifPresent(run -> seconds.merge(hop, run.seconds(), Double::sum));
  }

  private static long annotators(RunManifest handOff) {
    return handOff.config().path("vendor").path("annotators-per-sentence").asLong(1);
  }

  long billedWords() {
    return rounds.stream().mapToLong(OfRound::billedWords).sum();
  }
}
