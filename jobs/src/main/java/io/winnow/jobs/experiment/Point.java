package io.winnow.jobs.experiment;

import io.winnow.evaluation.curves.MeasuredPoint;
import io.winnow.jobs.Published;
import io.winnow.jobs.evaluate.HeldOutCounts;
import io.winnow.jobs.stop.RoundRecords;
import io.winnow.jobs.train.TrainJob;
import io.winnow.stopping.StoppingRule.RoundFacts;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A round of a run, measured: what the report is made of.
 *
 * @param strategy {@link #FULL} for a model of all the data
 * @param round from 0, which is random
 * @param words labelled so far
 * @param f1 by conlleval's rules, in 0 to 1
 * @param meanLength words a sentence of what the round picked
 * @param entityDensity entity spans a word of what it picked
 * @param learning whether the model learned anything
 * @param kappa as {@link RoundFacts} has it, as is {@code uncertainty}
 * @param seconds that each step took, by its name
 * @param heldOut sentence by sentence, for paired comparisons
 */
record Point(
    String strategy,
    long seed,
    int round,
    long words,
    double f1,
    double meanLength,
    double entityDensity,
    Learning learning,
    OptionalDouble kappa,
    OptionalDouble uncertainty,
    Map<String, Double> seconds,
    HeldOutCounts heldOut) {

  /** In place of a strategy's name. */
  static final String FULL = "full";

  /** Whether a model learnt anything: F1 of one that did not says nothing of what it was given. */
  enum Learning {
    LEARNT,
    NOTHING_LEARNT
  }

  /** Of a round that is evaluated. */
  static Point of(Published published, String strategy, long seed, int round) {
    Pointer labels = published.history(published.workspace().labels()).get(round);
    Pointer model = published.latest(published.workspace().model(round)).orElseThrow();
    RoundFacts record = RoundRecords.of(published, round).orElseThrow();
    return new Point(
        strategy,
        seed,
        round,
        labels.count("words"),
        record.f1().orElseThrow(),
        ratio(labels, "words", "labels"),
        ratio(labels, "entities", "words"),
        model.count(TrainJob.LEARNT) == 0 ? Learning.NOTHING_LEARNT : Learning.LEARNT,
        record.kappa(),
        record.uncertainty(),
        seconds(published, round, labels),
        HeldOutCounts.of(published, round));
  }

  private static double ratio(Pointer labels, String of, String to) {
    long all = labels.count(GoldLabelsJob.PICKED + to);
    return all == 0 ? 0 : (double) labels.count(GoldLabelsJob.PICKED + of) / all;
  }

  private static Map<String, Double> seconds(Published published, int round, Pointer labels) {
    Workspace workspace = published.workspace();
    Map<String, Optional<Pointer>> steps = new LinkedHashMap<>();
    steps.put("score", published.latest(workspace.scores(round)));
    steps.put("select", published.latest(workspace.selection(round)));
    steps.put("label", Optional.of(labels));
    steps.put("train", published.latest(workspace.model(round)));
    steps.put("evaluate", published.latest(workspace.evaluation(round)));
    Map<String, Double> seconds = new LinkedHashMap<>();
    steps.forEach(
        (step, pointer) ->
            pointer.ifPresent(it -> seconds.put(step, published.manifest(it).seconds())));
    return seconds;
  }

  /** For comparisons with another strategy's. */
  MeasuredPoint measured() {
    return new MeasuredPoint(words, heldOut.gold(), heldOut.predicted(), heldOut.correct());
  }

  /** For the rules that tell when to stop. */
  RoundFacts facts() {
    return new RoundFacts(round, words, OptionalDouble.of(f1), kappa, uncertainty);
  }

  /** Such as {@code mnlp, seed 42, round 3}. */
  String name() {
    return "%s, seed %d, round %d".formatted(strategy, seed, round);
  }
}
