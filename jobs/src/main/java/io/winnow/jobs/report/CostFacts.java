package io.winnow.jobs.report;

import io.winnow.jobs.Published;
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

    /** What vendors bill: each word once per annotator. */
    long billedWords() {
      return sentWords * annotators;
    }

    double allSeconds() {
      return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  static CostFacts of(Published published) {
    Workspace workspace = published.workspace();
    List<Pointer> merges = published.history(workspace.labels());
    List<Integer> rounds = published.rounds();
    List<OfRound> costs = new ArrayList<>();
    for (int round : rounds) {
      Map<Hop, Double> seconds = new EnumMap<>(Hop.class);
      add(seconds, Hop.SCORE, published, published.latest(workspace.scores(round)));
      add(seconds, Hop.SELECT, published, published.latest(workspace.selection(round)));
      Optional<Pointer> outbox = published.latest(workspace.outbox(round));
      add(seconds, Hop.HAND_OFF, published, outbox);
      merges.stream()
          .filter(merge -> roundOf(published, merge) == round)
          .forEach(merge -> add(seconds, Hop.MERGE, published, Optional.of(merge)));
      add(seconds, Hop.TRAIN, published, published.latest(workspace.model(round)));
      add(seconds, Hop.EVALUATE, published, published.latest(workspace.evaluation(round)));
      costs.add(
          new OfRound(
              round,
              seconds,
              outbox.map(it -> it.counts().getOrDefault("words", 0L)).orElse(0L),
              outbox.map(it -> annotators(published.manifest(it))).orElse(0L)));
    }
    return new CostFacts(List.copyOf(costs));
  }

  /** A merge counts for the last round that had been sent out by then. */
  private static int roundOf(Published published, Pointer merge) {
    return published.rounds().stream()
        .filter(
            round ->
                published
                    .latest(published.workspace().outbox(round))
                    .filter(sent -> !sent.published().isAfter(merge.published()))
                    .isPresent())
        .reduce((earlier, later) -> later)
        .orElse(0);
  }

  private static void add(
      Map<Hop, Double> seconds, Hop hop, Published published, Optional<Pointer> done) {
    done.map(published::manifest).ifPresent(run -> seconds.merge(hop, run.seconds(), Double::sum));
  }

  private static long annotators(RunManifest handOff) {
    return handOff.config().path("vendor").path("annotators-per-sentence").asLong(1);
  }

  long billedWords() {
    return rounds.stream().mapToLong(OfRound::billedWords).sum();
  }
}
