package io.winnow.jobs.evaluate;

import io.winnow.evaluation.SpanCounts;
import io.winnow.jobs.Published;
import io.winnow.workspace.Json;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code evaluation.json} holds.
 *
 * @param model such as {@code models/0003}
 * @param conlleval by conlleval's rules: the figure that papers call F1
 * @param strictIob2 the same tags read as strict IOB2; Winnow's decoding can't give invalid IOB2,
 *     so both values are equal, and a difference would be a bug
 * @param byType by conlleval's rules
 * @param byGroup for each column of {@code evaluate.by}; null before there was this setting
 */
public record Evaluation(
    int round,
    String model,
    long sentences,
    long words,
    Measures conlleval,
    Measures strictIob2,
    SortedMap<String, Measures> byType,
    List<GroupedF1> byGroup) {

  /** The output that holds it. */
  static final String OUTPUT = "evaluation";

  public Evaluation {
    byGroup = byGroup == null ? List.of() : List.copyOf(byGroup);
  }

  /** Of a round; empty while it isn't evaluated, and without a test set. */
  public static Optional<Evaluation> of(Published published, int round) {
    Workspace workspace = published.workspace();
    return published
        .latest(workspace.evaluation(round))
        .filter(pointer -> pointer.outputs().containsKey(OUTPUT))
        .flatMap(pointer -> workspace.readText(pointer.output(OUTPUT)))
        .map(text -> Json.read(text, Evaluation.class));
  }

  /** Precision, recall and F1 in 0 to 1, and the numbers of entity spans behind them. */
  public record Measures(
      double precision, double recall, double f1, long gold, long predicted, long correct) {

    static Measures of(SpanCounts counts) {
      return new Measures(
          counts.precision(),
          counts.recall(),
          counts.f1(),
          counts.gold(),
          counts.predicted(),
          counts.correct());
    }

    static SortedMap<String, Measures> of(SortedMap<String, SpanCounts> counts) {
      SortedMap<String, Measures> measures = new TreeMap<>();
      counts.forEach((type, one) -> measures.put(type, of(one)));
      return measures;
    }
  }
}
