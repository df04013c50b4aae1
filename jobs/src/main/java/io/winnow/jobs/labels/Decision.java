package io.winnow.jobs.labels;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Published;
import io.winnow.jobs.labels.Decisions.Settlement;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.Sentence;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Something that a person decides about labels. */
public sealed interface Decision {

  Decisions applyTo(Decisions before);

  /** One line for the log. */
  String said();

  /**
   * @throws DecisionException if it is about something that the workspace does not have
   */
  void requirePossible(Published published);

  /** Something about an annotator, as the vendor names them. */
  sealed interface OfAnnotator extends Decision {

    int NAMES_SHOWN = 20;

    String annotator();

    /** Somebody of that name must have answered. */
    @Override
    default void requirePossible(Published published) {
      SortedSet<String> known = known(published);
      if (!known.contains(annotator())) {
        throw new DecisionException(
            "Annotator %s has answered nothing here; known: %s"
                .formatted(annotator(), shown(known)));
      }
    }

    /** All with an answer in the last merge, and those whose answers it left out. */
    private static SortedSet<String> known(Published published) {
      SortedSet<String> known = new TreeSet<>(Decisions.of(published).excluded());
      published
          .table(
              published.require(published.workspace().labels(), "labels", "run 'winnow merge'"),
              LabelStore.ANNOTATORS,
              Schemas.ANNOTATORS)
          .select("annotator")
          .collectAsList()
          .forEach((Row row) -> known.add(row.getString(0)));
      return known;
    }

    private static String shown(SortedSet<String> names) {
      String some = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
      int others = names.size() - NAMES_SHOWN;
      return others > 0 ? "%s and %,d others".formatted(some, others) : some;
    }
  }

  /** An annotator's answers are to be left out. */
  record Exclude(String annotator) implements OfAnnotator {
    @Override
    public Decisions applyTo(Decisions before) {
      return before.without(annotator);
    }

    @Override
    public String said() {
      return "annotator %s is excluded".formatted(annotator);
    }
  }

  /** An excluded annotator's answers are to count again. */
  record Include(String annotator) implements OfAnnotator {
    @Override
    public Decisions applyTo(Decisions before) {
      return before.with(annotator);
    }

    @Override
    public String said() {
      return "annotator %s counts".formatted(annotator);
    }
  }

  /** A sentence's label, which overrides the annotations. */
  record Settle(String sentence, Settlement settlement) implements Decision {
    @Override
    public Decisions applyTo(Decisions before) {
      return before.settling(sentence, settlement);
    }

    @Override
    public String said() {
      return "sentence %s is settled by %s".formatted(sentence, settlement.by());
    }

    /** The sentence must have been sent to the vendor, and the spans must fit it. */
    @Override
    public void requirePossible(Published published) {
      int words = sent(published).words().size();
      try {
        published.types().tagIds(words, settlement.spans());
      } catch (IllegalArgumentException e) {
        throw new DecisionException(
            "Cannot settle sentence %s of %d words: %s".formatted(sentence, words, e.getMessage()));
      }
    }

    private Sentence sent(Published published) {
      return published.rounds().stream()
          .map(published::selection)
          .flatMap(Optional::stream)
          .flatMap(
              selection ->
                  selection.where(col("id").equalTo(sentence)).limit(1).collectAsList().stream())
          .findFirst()
          .map(Rows::sentence)
          .orElseThrow(
              () ->
                  new DecisionException(
                      "Cannot settle sentence %s: it was never sent; 'winnow labels disputes' lists those that wait"
                          .formatted(sentence)));
    }
  }
}
