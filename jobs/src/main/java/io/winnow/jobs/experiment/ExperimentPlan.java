package io.winnow.jobs.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/**
 * What is played.
 *
 * @param input labelled sentences: the pool
 * @param holdout the test set; empty: split off from the input at random
 * @param strategies as {@link io.winnow.selection.QueryStrategy#toString} writes them
 * @param seeds runs of each strategy
 * @param words of each round
 * @param rounds at most, the first one included
 * @param targetWords no round begins once so many are labelled
 * @param parallel runs at a time
 */
public record ExperimentPlan(
    String input,
    Optional<String> holdout,
    List<String> strategies,
    int seeds,
    RoundWords words,
    OptionalInt rounds,
    Optional<WordAmount> targetWords,
    FullData fullData,
    int parallel) {

  /** Rounds where neither their number nor a target is given. */
  public static final int DEFAULT_ROUNDS = 8;

  /** Rounds add their number to the seed: runs whose seeds are close would share random picks. */
  private static final long BETWEEN_SEEDS = 1000;

  /** Whether a model is trained on all the data, to know what there is to reach. */
  public enum FullData {
    TRAINED,
    LEFT_OUT
  }

  public ExperimentPlan {
    strategies = List.copyOf(strategies);
    if (strategies.isEmpty() || new HashSet<>(strategies).size() < strategies.size()) {
      throw new IllegalArgumentException(
          "An experiment takes one strategy or more, each once, not " + strategies);
    }
    if (seeds < 1 || parallel < 1 || rounds.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "Seeds (%d), runs at a time (%d) and rounds (%d) must be at least 1"
              .formatted(seeds, parallel, rounds.orElse(1)));
    }
  }

  /** The seed of each run of a strategy. */
  List<Long> seedsFrom(long first) {
    return LongStream.range(0, seeds).mapToObj(run -> first + BETWEEN_SEEDS * run).toList();
  }

  /** Whether another round may follow after this number of rounds and words. */
  boolean goesOn(int played, long labelledWords, long poolWords) {
    return played < mostRounds()
        && targetWords.map(target -> labelledWords < target.of(poolWords)).orElse(true);
  }

  /**
   * How many rounds it takes as far as budgets tell; a round that can't spend all of its own makes
   * it more.
   */
  int expectedRounds(long poolWords) {
    return targetWords
        .map(target -> words.roundsTo(target.of(poolWords), poolWords))
        .map(needed -> Math.min(needed, mostRounds()))
        .orElse(mostRounds());
  }

  private int mostRounds() {
    return rounds.orElse(targetWords.isPresent() ? Integer.MAX_VALUE : DEFAULT_ROUNDS);
  }
}
