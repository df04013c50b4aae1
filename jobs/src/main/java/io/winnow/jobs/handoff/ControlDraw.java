package io.winnow.jobs.handoff;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.size;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.OutboundSentence;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.handoff.ControlLayout.Candidate;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.selection.RandomOrder;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Draws a round's control items: by a hash of seed and sentence id, so the same ones on any
 * cluster. Known answers come first from labels that two annotators or more agreed on.
 */
record ControlDraw(
    Run run,
    HandoffSettings settings,
    ScoreSettings scoring,
    Aliases aliases,
    Gate gate,
    ShownColumns shown,
    int round) {

  /** Confidence that each span of a known answer has at least. */
  private static final double LEAST_CONFIDENCE = 0.9;

  /**
   * @param selected the selection in the order in which it will go out
   * @param predictions where the model's may be written; not there yet
   * @return control items by place among all rows, from 0
   */
  SortedMap<Integer, Mailing.Item> draw(Dataset<Row> selected, Path predictions) {
    Map<String, Integer> indexes = new HashMap<>();
    selected
        .select("id")
        .toLocalIterator()
        .forEachRemaining(row -> indexes.put(row.getString(0), indexes.size()));
    Map<String, Integer> earlier = earlier();
    List<String> known = known(earlier.keySet(), indexes.keySet());
    ControlLayout layout =
        ControlLayout.of(
            indexes.size(),
            settings.batchSentences(),
            known,
            candidates(earlier.keySet(), indexes, Set.copyOf(known)),
            wanted(settings.controls().repeatShare(), indexes.size()),
            aliases.number("places"));
    Map<String, OutboundSentence> sentences =
        sentences(layout.ids(), selected, earlier, predictions);
    Map<String, List<EntitySpan>> answers = answers(known);
    SortedMap<Integer, Mailing.Item> items = new TreeMap<>();
    layout
        .places()
        .forEach(
            (place, pick) ->
                items.put(
                    place,
                    new Mailing.Item(
                        sentences.get(pick.id()),
                        pick.purpose(),
                        Optional.ofNullable(answers.get(pick.id())))));
    return items;
  }

  /** Even the smallest share is a sentence. */
  static int wanted(double share, int sentences) {
    return (int) Math.ceil(share * sentences);
  }

  /**
   * Sentences handed off before, and the last round in which each was selected; without those that
   * may not go out now.
   */
  private Map<String, Integer> earlier() {
    Published published = run.published();
    Map<String, Integer> rounds = new HashMap<>();
    for (int before = 0; before < round; before++) {
      if (published.has(published.workspace().outbox(before))) {
        int last = before;
        Dataset<Row> selection = published.selection(before).orElseThrow();
        (gate.isOff() ? selection.select("id") : selection)
            .toLocalIterator()
            .forEachRemaining(
                row -> {
                  if (gate.isOff() || gate.pass(HandOffJob.sentence(row)).isOpen()) {
                    rounds.put(row.getAs("id"), last);
                  }
                });
      }
    }
    return rounds;
  }

  /** Only sentences with an entity: whoever marks nothing at all must not pass. */
  private List<String> known(Set<String> earlier, Set<String> selected) {
    int wanted = wanted(settings.controls().knownShare(), selected.size());
    Map<String, Integer> annotators = new HashMap<>();
    labels()
        .filter(labels -> wanted > 0)
        .ifPresent(
            labels ->
                labels
                    .where(size(col("spans")).gt(0))
                    .where(
                        forall(
                            col("spans"),
                            span -> span.getField("confidence").geq(LEAST_CONFIDENCE)))
                    .select(col("id"), size(col("annotators")))
                    .toLocalIterator()
                    .forEachRemaining(row -> annotators.put(row.getString(0), row.getInt(1))));
    return annotators.keySet().stream()
        .filter(id -> earlier.contains(id) && !selected.contains(id))
        .sorted(
            Comparator.<String>comparingInt(id -> annotators.get(id) > 1 ? 0 : 1)
                .thenComparing(this::key))
        .limit(wanted)
        .toList();
  }

  /** The settled spans of sentences, in reading order. */
  private Map<String, List<EntitySpan>> answers(List<String> ids) {
    Map<String, List<EntitySpan>> answers = new HashMap<>();
    labels()
        .ifPresent(
            labels -> {
              for (Row row : labels.where(col("id").isInCollection(ids)).collectAsList()) {
                answers.put(row.getAs("id"), Rows.spans(row, "spans").stream().sorted().toList());
              }
            });
    return answers;
  }

  private Optional<Dataset<Row>> labels() {
    Published published = run.published();
    return published
        .latest(published.workspace().labels())
        .map(pointer -> published.table(pointer, "labels", Schemas.LABELS));
  }

  private List<Candidate> candidates(
      Set<String> earlier, Map<String, Integer> indexes, Set<String> known) {
    List<Candidate> candidates = new ArrayList<>();
    if (settings.controls().repeatShare() > 0) {
      indexes.forEach((id, index) -> candidates.add(new Candidate(id, index)));
      earlier.stream()
          .filter(id -> !indexes.containsKey(id) && !known.contains(id))
          .forEach(id -> candidates.add(new Candidate(id, Candidate.EARLIER)));
      candidates.sort(Comparator.comparing(candidate -> key(candidate.id())));
    }
    return candidates;
  }

  /** Other than that of the sentences which are selected at random. */
  private double key(String id) {
    return RandomOrder.key(run.seed() + round, "check " + id);
  }

  private Map<String, OutboundSentence> sentences(
      Set<String> ids, Dataset<Row> selected, Map<String, Integer> earlier, Path predictions) {
    Map<String, OutboundSentence> sentences = new HashMap<>();
    Optional<Dataset<Row>> drawn = Optional.empty();
    for (int before = 0; before < round; before++) {
      int last = before;
      List<String> some =
          ids.stream().filter(id -> earlier.getOrDefault(id, round) == last).toList();
      if (!some.isEmpty()) {
        Dataset<Row> selection = run.published().selection(before).orElseThrow();
        Dataset<Row> rows = selection.where(col("id").isInCollection(some));
        for (Row row : shown.added(rows).collectAsList()) {
          sentences.put(row.getAs("id"), HandOffJob.sentence(row));
        }
        if (before == 0) {
          drawn = Optional.of(rows);
        }
      }
    }
    for (Row row : selected.where(col("id").isInCollection(ids)).collectAsList()) {
      sentences.put(row.getAs("id"), HandOffJob.sentence(row));
    }
    drawn.ifPresent(
        rows ->
            predicted(rows, predictions)
                .forEach(
                    (id, spans) -> sentences.compute(id, (it, one) -> one.withSuggestions(spans))));
    return sentences;
  }

  /**
   * What the round's model predicts for sentences of round 0, which were drawn at random: beside
   * work with suggestions, a control item without any would be known by that.
   *
   * @param drawn rows of {@link Schemas#SELECTION}
   */
  private Map<String, List<ConfidentSpan>> predicted(Dataset<Row> drawn, Path target) {
    ModelOnShelf model = ModelOnShelf.ofRound(run.published(), round - 1);
    Dataset<Row> predicted =
        Scorer.of(run.spark(), scoring, ScoreColumns.NONE, model).score(drawn, 1, target);
    Map<String, List<ConfidentSpan>> spans = new HashMap<>();
    for (Row row : predicted.collectAsList()) {
      spans.put(row.getAs("id"), Rows.confidentSpans(row, "spans"));
    }
    return spans;
  }
}
