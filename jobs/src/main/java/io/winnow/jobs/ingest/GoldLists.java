package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.spans.FoundSpans;
import io.winnow.spans.SpanFinder;
import io.winnow.spans.SpanList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The lists of spans that are a record's gold.
 *
 * @param found all that the record holds
 * @param lists in a field of the record or of one of those that often wrap them. Only if these hold
 *     no span, and there are no tags, lists that lie deeper: they may be about something else
 */
record GoldLists(FoundSpans found, List<SpanList> lists) {

  private static final Set<String> ALWAYS_SPANS = Set.of("spans", "entities");

  /** Fields that hold spans, or a class of the text, or nothing of use. */
  private static final Set<String> MEANT =
      Set.of("label", "labels", "ents", "ner", "mentions", "entity_mentions");

  /** What stands for the words. */
  private static final Set<String> WORDS = Set.of("text", "words", "tokens", "tags", "ner_tags");

  private static final SpanFinder FINDER =
      new SpanFinder(
          ALWAYS_SPANS,
          Set.of("label", "labels"),
          field -> WORDS.contains(field.toLowerCase(Locale.ROOT)));

  private static final Pattern DEEP =
      Pattern.compile(
          "(?!(meta|data|annotations?|spans|entities|labels?)(\\[\\d+\\])?\\.[^.\\[]+$).*[.\\[].*");

  /**
   * @param tags null if there are none
   * @throws IllegalArgumentException if a field that is to hold spans holds something else; says
   *     which
   */
  static GoldLists of(JsonNode record, JsonNode tags) {
    FoundSpans found = FINDER.in(record);
    ALWAYS_SPANS.forEach(field -> require(field, record.path(field), found));
    List<SpanList> near = found.lists().stream().filter(list -> !isDeep(list)).toList();
    boolean isGold = tags != null || near.stream().anyMatch(list -> !list.isEmpty());
    GoldLists gold = new GoldLists(found, isGold ? near : found.lists());
    if (tags == null && !gold.hasSpans() && found.doubtful().isEmpty()) {
      requireUnderstood(record);
    }
    return gold;
  }

  private static boolean isDeep(SpanList list) {
    return DEEP.matcher(list.path()).matches();
  }

  private static void require(String field, JsonNode value, FoundSpans found) {
    boolean isHeld = found.lists().stream().anyMatch(list -> FoundSpans.isIn(list.path(), field));
    if (!isHeld && !isBlank(value)) {
      throw new IllegalArgumentException("'%s' is not a list of spans".formatted(field));
    }
  }

  /** Whether there is nothing in it, at any depth. */
  private static boolean isBlank(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || value.isContainerNode()
            && StreamSupport.stream(value.spliterator(), false).allMatch(GoldLists::isBlank);
  }

  /**
   * What is called so and holds more than a class of the text is meant as spans.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  private static void requireUnderstood(JsonNode record) {
    record
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (MEANT.contains(field.getKey().toLowerCase(Locale.ROOT))
                  && value.isContainerNode()
                  && StreamSupport.stream(value.spliterator(), false)
                      .anyMatch(it -> it.isContainerNode() && !isBlank(it))) {
                throw new IllegalArgumentException(
                    "'%s' is not understood as spans; give each as an object with 'start', 'end' and 'label', or call the field something else"
                        .formatted(field.getKey()));
              }
            });
  }

  /** Whether a list is in a field or in what it holds. */
  boolean areIn(String field) {
    return lists.stream().anyMatch(list -> FoundSpans.isIn(list.path(), field));
  }

  boolean hasSpans() {
    return lists.stream().anyMatch(list -> !list.isEmpty());
  }

  /** Those that were taken although they lie deep. */
  Stream<SpanList> deep() {
    return lists.stream().filter(GoldLists::isDeep);
  }

  /** A list that looks like spans, but has not their fields. */
  Optional<String> doubtful() {
    return found.doubtful().stream().findFirst();
  }
}
