package io.winnow.jobs.handoff;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.OutboundSentence;
import io.winnow.jobs.Run;
import io.winnow.jobs.handoff.ControlLayout.Candidate;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.selection.RandomOrder;
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
    Run run, HandoffSettings settings, ScoreSettings scoring, Aliases aliases, int round) {

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
    EarlierSentences earlier = EarlierSentences.before(round, run.published());
    KnownLabels answers = new KnownLabels(run.published());

    List<String> known = known(answers, earlier, indexes.keySet());
    ControlLayout layout =
        ControlLayout.of(
            indexes.size(),
            settings.batchSentences(),
            known,
            candidates(earlier, indexes, Set.copyOf(known)),
            wanted(settings.repeatShare(), indexes.size()),
            aliases.number("places"));
    Map<String, OutboundSentence> sentences =
        sentences(layout.ids(), selected, earlier, predictions);
    Map<String, List<EntitySpan>> expected = answers.of(Set.copyOf(known));
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
                        pick.purpose() == Purpose.KNOWN
                            ? Optional.of(expected.get(pick.id()))
                            : Optional.empty())));
    return items;
  }

  /** Even the smallest share is a sentence. */
  static int wanted(double share, int sentences) {
    return (int) Math.ceil(share * sentences);
  }

  private List<String> known(KnownLabels answers, EarlierSentences earlier, Set<String> selected) {
    int wanted = wanted(settings.knownShare(), selected.size());
    if (wanted == 0) {
      return List.of();
    }
    Map<String, Integer> annotators = answers.candidates();
    return annotators.keySet().stream()
        .filter(id -> earlier.rounds().containsKey(id) && !selected.contains(id))
        .sorted(
            Comparator.<String>comparingInt(id -> annotators.get(id) > 1 ? 0 : 1)
                .thenComparing(this::key))
        .limit(wanted)
        .toList();
  }

  private List<Candidate> candidates(
      EarlierSentences earlier, Map<String, Integer> indexes, Set<String> known) {
    List<Candidate> candidates = new ArrayList<>();
    if (settings.repeatShare() > 0) {
      indexes.forEach((id, index) -> candidates.add(new Candidate(id, index)));
      earlier.rounds().keySet().stream()
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
      Set<String> ids, Dataset<Row> selected, EarlierSentences earlier, Path predictions) {
    Map<String, OutboundSentence> sentences = new HashMap<>();
    List<Row> unseen = new ArrayList<>();
    for (Row row : earlier.rows(ids)) {
      sentences.put(row.getAs("id"), HandOffJob.sentence(row));
      // Round 0 is drawn at random: no model has predicted its sentences.
      if (round > 0 && earlier.rounds().get(row.<String>getAs("id")) == 0) {
        unseen.add(row);
      }
    }
    for (Row row : selected.where(selected.col("id").isInCollection(ids)).collectAsList()) {
      sentences.put(row.getAs("id"), HandOffJob.sentence(row));
    }
    if (!unseen.isEmpty()) {
      Map<String, List<ConfidentSpan>> predicted =
          new Suggestions(run, scoring, round).predict(unseen, predictions);
      unseen.forEach(
          row ->
              sentences.put(
                  row.getAs("id"), HandOffJob.sentence(row, predicted.get(row.getAs("id")))));
    }
    return sentences;
  }
}
