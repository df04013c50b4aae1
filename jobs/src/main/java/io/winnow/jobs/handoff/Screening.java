package io.winnow.jobs.handoff;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.Published;
import io.winnow.jobs.handoff.Gate.Passage;
import io.winnow.redaction.Redaction;
import io.winnow.settings.SettingsException;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A look at all of a selection before anything of it is written: which sentences must stay, and
 * whether what annotators are asked for would be seen by them.
 *
 * @param reasons why sentences must stay, by sentence id
 */
record Screening(SortedMap<String, String> reasons) {

  static final Screening NONE = new Screening(new TreeMap<>());

  /** Of fewer suggestions of a type, chance may have it that all are of what is replaced. */
  private static final int FEWEST_SUGGESTED = 5;

  /**
   * @param selected rows of {@link Schemas#SELECTION}
   * @throws SettingsException if an entity type is what is replaced: by its name, or as half of its
   *     entities are that are known
   * @throws JobFailedException if nothing may go out
   */
  static Screening of(
      Gate gate,
      RedactionSettings settings,
      Published published,
      Dataset<Row> selected,
      int round) {
    requireOtherNames(settings, published.types());
    Map<String, List<EntitySpan>> gold = gold(published, selected);
    Hidden known = new Hidden(new TreeMap<>());
    Hidden suggested = new Hidden(new TreeMap<>());
    SortedMap<String, String> reasons = new TreeMap<>();
    long sentences = 0;
    // Placeholders count in this order.
    for (Row row : (Iterable<Row>) selected.orderBy("rank")::toLocalIterator) {
      sentences++;
      Passage passage = gate.pass(HandOffJob.sentence(row));
      passage.refused().ifPresent(why -> reasons.put(row.getAs("id"), why));
      passage
          .sent()
          .map(Gate.Sent::redaction)
          .ifPresent(
              it -> {
                known.add(it, gold.getOrDefault(row.<String>getAs("id"), List.of()));
                suggested.add(
                    it,
                    Rows.confidentSpans(row, "suggestions").stream()
                        .map(ConfidentSpan::span)
                        .toList());
              });
    }
    known.requireVisible(settings, "known", 1);
    suggested.requireVisible(settings, "suggested", FEWEST_SUGGESTED);
    Screening screening = new Screening(reasons);
    if (!reasons.isEmpty() && reasons.size() == sentences) {
      throw new JobFailedException(
          "Cannot hand off round %d: none of its %,d sentences may be sent: %s. Change vendor.redact, vendor.redact-patterns or vendor.redact-dictionaries"
              .formatted(round, sentences, screening.why()));
    }
    return screening;
  }

  /** How many entities of a type there are, and how many of them are replaced, by kind. */
  private record Hidden(SortedMap<String, SortedMap<String, Long>> byType) {

    private static final String ALL = "";

    void add(Redaction redaction, List<EntitySpan> spans) {
      for (EntitySpan span : spans) {
        SortedMap<String, Long> counts =
            byType.computeIfAbsent(span.type(), type -> new TreeMap<>());
        counts.merge(ALL, 1L, Long::sum);
        redaction.kindOf(span).ifPresent(kind -> counts.merge(kind, 1L, Long::sum));
      }
    }

    void requireVisible(RedactionSettings settings, String which, int fewest) {
      List<SettingsException.Problem> problems = new ArrayList<>();
      byType.forEach(
          (type, counts) ->
              counts.forEach(
                  (kind, count) -> {
                    if (!kind.equals(ALL) && count >= fewest && 2 * count >= counts.get(ALL)) {
                      problems.add(
                          hidden(
                              settings.setting(kind),
                              type,
                              " (%,d of the %,d that are %s)"
                                  .formatted(count, counts.get(ALL), which)));
                    }
                  }));
      if (!problems.isEmpty()) {
        throw new SettingsException(problems);
      }
    }
  }

  private static void requireOtherNames(RedactionSettings settings, LabelScheme types) {
    List<SettingsException.Problem> problems = new ArrayList<>();
    for (String type : types.types()) {
      SortedSet<String> hiding = settings.hiding(type);
      hiding.forEach(setting -> problems.add(hidden(setting, type, "")));
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private static SettingsException.Problem hidden(String setting, String type, String evidence) {
    return new SettingsException.Problem(
        "vendor.redact",
        "%s replaces the entities of type '%s' of labels.types%s, so nobody could mark them: nothing was sent. Take one of the two out"
            .formatted(setting, type, evidence));
  }

  private static Map<String, List<EntitySpan>> gold(Published published, Dataset<Row> selected) {
    Map<String, List<EntitySpan>> gold = new HashMap<>();
    Optional.of(published.corpus())
        .filter(corpus -> !corpus.partsOf("gold").isEmpty())
        .map(corpus -> published.table(corpus, "gold", Schemas.GOLD))
        .map(table -> table.join(selected.select("id"), "id"))
        .ifPresent(
            table ->
                table
                    .toLocalIterator()
                    .forEachRemaining(row -> gold.put(row.getAs("id"), Rows.spans(row, "spans"))));
    return gold;
  }

  /** What may go out. */
  Dataset<Row> open(Dataset<Row> selected) {
    return reasons.isEmpty()
        ? selected
        : selected.where(not(col("id").isInCollection(reasons.keySet())));
  }

  /** For a summary; empty if all may go out. */
  String summary() {
    return reasons.isEmpty()
        ? ""
        : "\n  not sent: %,d sentences, since %s".formatted(reasons.size(), why());
  }

  private String why() {
    return reasons.values().stream()
        .collect(Collectors.groupingBy(it -> it, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(reason -> "%s (%,d)".formatted(reason.getKey(), reason.getValue()))
        .collect(Collectors.joining("; "));
  }
}
