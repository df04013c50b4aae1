package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import io.winnow.contract.NearTypes;
import io.winnow.jobs.Intake;
import io.winnow.jobs.ingest.IngestSettings.EmptyGold;
import io.winnow.jobs.ingest.LabelTypes.Fate;
import io.winnow.spark.Schemas;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An input with its labels in the workspace's types.
 *
 * @param found of all its sentences, by the types' own names
 */
record LabelledInput(Corpus corpus, LabelTypes types, Census found) {

  static LabelledInput of(Corpus corpus, LabelTypes types) {
    return new LabelledInput(corpus, types, Census.of(corpus.sentences(), types));
  }

  /** Every sentence read, duplicates too, as {@link Schemas#HOLDOUT}. */
  Dataset<Row> sentences() {
    return corpus.sentences().withColumn("spans", types.applied(col("spans")));
  }

  /** Sentences read, duplicates too. */
  long size() {
    return corpus.counts().sentences();
  }

  /** The name in its sentences' ids. */
  String source() {
    return corpus.input().source();
  }

  String uri() {
    return corpus.input().uri();
  }

  /** Entities of the types that are kept, by the workspace's names. */
  SortedMap<String, Long> kept() {
    return types.with(Fate.KEPT, found.types());
  }

  private SortedMap<String, Long> unknown() {
    return types.with(Fate.UNKNOWN, found.types());
  }

  /** What was read and what of it was left out, so far. */
  Intake.Tally tally(String what) {
    SortedMap<String, Long> dropped = types.with(Fate.DROPPED, found.types());
    SortedMap<String, Long> unknown = unknown();
    Intake.Tally tally =
        corpus
            .tally(what)
            .sentences(found.sentences())
            .words(found.words())
            .leftOut(
                Census.total(dropped),
                "entity that labels.map drops",
                "entities that labels.map drops",
                dropped)
            .leftOut(
                Census.total(unknown),
                "entity of a type not in labels.types",
                "entities of types not in labels.types",
                unknown);
    kept().forEach(tally::entities);
    if (!unknown.isEmpty()) {
      tally.warn(
          "entities of types not in labels.types %s are dropped: %s. %s"
              .formatted(
                  types.asked(),
                  Intake.byCount(unknown),
                  NearTypes.wayOut(unknown.keySet(), types.asked())));
    }
    lookalikes(tally);
    checkMap(tally);
    if (found.labelled() > 0 && kept().isEmpty()) {
      tally.warn(nothingIn() + " (init.empty-gold = accept)");
    }
    return tally;
  }

  /** Types that are kept, but may be one. */
  private void lookalikes(Intake.Tally tally) {
    List<String> names = List.copyOf(kept().keySet());
    for (int i = 0; i < names.size(); i++) {
      for (String other : names.subList(0, i)) {
        String name = names.get(i);
        if (NearTypes.isSame(name, other)) {
          boolean isMore = kept().get(name) > kept().get(other);
          SortedMap<String, String> map = new TreeMap<>();
          map.put(isMore ? other : name, isMore ? name : other);
          tally.warn(
              "%s and %s are two types; if they are one: %s"
                  .formatted(other, name, NearTypes.setting(map)));
        }
      }
    }
  }

  /**
   * @param purpose what a set without any entity is no good for
   * @throws InputException if it has labels, but none of the workspace's types
   */
  void check(EmptyGold emptyGold, String purpose) {
    SortedMap<String, Long> unknown = unknown();
    if (kept().isEmpty() && !unknown.isEmpty()) {
      throw new InputException(
          "None of the %s in %s is of one of the labels.types %s. Found: %s. %s; or leave labels.types out to take the types as they are"
              .formatted(
                  Intake.counted(Census.total(unknown), "entity", "entities"),
                  uri(),
                  types.asked(),
                  Intake.byCount(unknown),
                  NearTypes.wayOut(unknown.keySet(), types.asked())));
    }
    if (found.labelled() > 0 && kept().isEmpty() && emptyGold == EmptyGold.REFUSE) {
      throw new InputException(
          "%s%s%s. If that is right: --set init.empty-gold=accept. If its labels stand elsewhere, rename that field or column; if it has none, leave out what looks like labels"
              .formatted(nothingIn(), purpose, notUsed()));
    }
  }

  private String nothingIn() {
    return "%s of %s %s labelled, and no entity is in %s"
        .formatted(
            Intake.counted(found.labelled(), "sentence", "sentences"),
            uri(),
            found.labelled() == 1 ? "is" : "are",
            found.labelled() == 1 ? "it" : "them");
  }

  private String notUsed() {
    String text = corpus.tally("").done().notUsedText();
    return text.isEmpty() ? "" : ". Not used: " + text;
  }

  /** Warns of entity types that the corpus has no example of, though it is labelled. */
  void compare(LabelledInput corpus, Intake.Tally tally) {
    SortedMap<String, Long> strange = new TreeMap<>(kept());
    strange.keySet().removeAll(corpus.kept().keySet());
    if (!corpus.kept().isEmpty() && !strange.isEmpty()) {
      tally.warn(
          "the labels of the corpus have no such types: %s. %s"
              .formatted(
                  Intake.byCount(strange),
                  NearTypes.wayOut(strange.keySet(), corpus.kept().keySet())));
    }
  }

  /** Warns of names in labels.map that are not there, but nearly. */
  private void checkMap(Intake.Tally tally) {
    for (String name : types.map().names().keySet()) {
      if (!found.types().containsKey(name)) {
        SortedSet<String> others = new TreeSet<>(found.types().keySet());
        others.removeAll(types.map().names().keySet());
        others.removeAll(types.map().names().values());
        NearTypes.nearest(name, others)
            .ifPresent(
                other ->
                    tally.warn(
                        "labels.map names %s, which no label has; did you mean %s?"
                            .formatted(name, other)));
      }
    }
  }
}
