package io.winnow.jobs.experiment;

import io.winnow.evaluation.curves.MeasuredPoint;
import io.winnow.jobs.Published;
import io.winnow.jobs.evaluate.Evaluation;
import io.winnow.jobs.evaluate.HeldOutCounts;
import io.winnow.jobs.stop.RoundRecords;
import io.winnow.jobs.train.TrainJob;
import io.winnow.stopping.StoppingRule.RoundFacts;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A round of a run, measured.
 *
 * @param strategy {@link #FULL} for a model of all the data
 * @param round from 0, which is random
 * @param words labelled so far, as are {@code sentences} and {@code entities}
 * @param f1 by conlleval's rules, in 0 to 1, as are {@code precision} and {@code recall}
 * @param picked what this round added
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
    long sentences,
    long entities,
    double f1,
    double precision,
    double recall,
    SortedMap<String, Double> f1ByType,
    Picked picked,
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

  /** What a round selected. */
  record Picked(long words, long sentences, long entities) {

    /** Words a sentence. */
    double meanLength() {
      return sentences == 0 ? 0 : (double) words / sentences;
    }

    /** Entity spans a word. */
    double entityDensity() {
      return words == 0 ? 0 : (double) entities / words;
    }
  }

  Point {
    f1ByType = Collections.unmodifiableSortedMap(new TreeMap<>(f1ByType));
    seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
  }

  /** Of a round that is evaluated. */
  static Point of(Published published, String strategy, long seed, int round) {
    Workspace workspace = published.workspace();
    Evaluation evaluation = Evaluation.of(published, round).orElseThrow();
    Pointer labels = published.history(workspace.labels()).get(round);
    RoundFacts record = RoundRecords.of(published, round).orElseThrow();
    SortedMap<String, Double> byType = new TreeMap<>();
    evaluation.byType().forEach((type, measures) -> byType.put(type, measures.f1()));
    return new Point(
        strategy,
        seed,
        round,
        labels.count("words"),
        labels.count("labels"),
        labels.count("entities"),
        evaluation.conlleval().f1(),
        evaluation.conlleval().precision(),
        evaluation.conlleval().recall(),
        byType,
        new Picked(
            labels.count(GoldLabelsJob.PICKED + "words"),
            labels.count(GoldLabelsJob.PICKED + "labels"),
            labels.count(GoldLabelsJob.PICKED + "entities")),
        learning(published.latest(workspace.model(round)).orElseThrow()),
        record.kappa(),
        record.uncertainty(),
        seconds(published, round, labels),
        HeldOutCounts.of(published, round));
  }

  private static Learning learning(Pointer model) {
    return model.count(TrainJob.LEARNT) == 0 ? Learning.NOTHING_LEARNT : Learning.LEARNT;
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
    return new RoundFacts(round, words, f1, kappa, uncertainty);
  }

  /** Such as {@code mnlp, seed 42, round 3}. */
  String name() {
    return "%s, seed %d, round %d".formatted(strategy, seed, round);
  }
}
