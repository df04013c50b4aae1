package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How far an answer is, or a single span of it, by the words and marks of whatever tool. Names of
 * fields are compared without case, underscores and hyphens.
 */
public enum AnswerState {
  /** A draft, or not begun. */
  NO_ANSWER(
      "draft",
      "pending",
      "new",
      "todo",
      "to do",
      "open",
      "started",
      "not started",
      "in progress",
      "assigned",
      "incomplete",
      "unlabeled",
      "unlabelled",
      "prediction",
      "propagated annotation"),
  SKIPPED(
      "skip",
      "skipped",
      "cancel",
      "cancelled",
      "canceled",
      "was cancelled",
      "ignore",
      "ignored",
      "discard",
      "discarded",
      "reject",
      "rejected",
      "invalid",
      "deleted"),
  UNSURE("unsure", "uncertain"),
  DONE(
      "done",
      "accept",
      "accepted",
      "approve",
      "approved",
      "submit",
      "submitted",
      "updated",
      "complete",
      "completed",
      "finished",
      "confirmed",
      "validated",
      "annotated",
      "labeled",
      "labelled",
      "reviewed",
      "fixed and accepted");

  /** Fields that hold a word. */
  private static final Set<String> FIELDS =
      Set.of("status", "state", "annotationstatus", "reviewstatus", "labelstatus");

  /** Prodigy's word; in other records it may be anything that was answered. */
  private static final String ANSWER = "answer";

  /** Fields that are true or false, by what they say if they are true. */
  private static final Map<String, AnswerState> MARKS =
      Map.ofEntries(
          Map.entry("wascancelled", SKIPPED),
          Map.entry("cancelled", SKIPPED),
          Map.entry("canceled", SKIPPED),
          Map.entry("skipped", SKIPPED),
          Map.entry("skip", SKIPPED),
          Map.entry("ignored", SKIPPED),
          Map.entry("ignore", SKIPPED),
          Map.entry("rejected", SKIPPED),
          Map.entry("discarded", SKIPPED),
          Map.entry("draft", NO_ANSWER),
          Map.entry("isdraft", NO_ANSWER));

  private final Set<String> words;

  AnswerState(String... words) {
    this.words = Set.of(words);
  }

  /** Whether a field holds a word for a state. */
  public static boolean isInWords(String field) {
    return FIELDS.contains(ElementFields.folded(field));
  }

  /** What a field says if it is true; empty if it is no mark. */
  public static Optional<AnswerState> marked(String field) {
    return Optional.ofNullable(MARKS.get(ElementFields.folded(field)));
  }

  /** What a word means; empty if it is none for a state. */
  public static Optional<AnswerState> ofWord(JsonNode value) {
    String word = value.asText().strip().toLowerCase(Locale.ROOT).replaceAll("[_-]", " ");
    return Stream.of(values()).filter(state -> state.words.contains(word)).findFirst();
  }

  /** Whether a mark is set; empty if it is neither true nor false. */
  public static Optional<Boolean> isSet(JsonNode value) {
    return switch (value.asText().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /**
   * Whether somebody took a span or an answer back or did not confirm it. What is not known says
   * nothing.
   */
  static boolean isLeftOut(JsonNode object) {
    return object.properties().stream()
        .flatMap(field -> said(field.getKey(), field.getValue()).stream())
        .anyMatch(state -> state == SKIPPED || state == NO_ANSWER);
  }

  private static Optional<AnswerState> said(String field, JsonNode value) {
    String name = ElementFields.folded(field);
    if (FIELDS.contains(name) || name.equals(ANSWER)) {
      return ofWord(value);
    }
    AnswerState marked = MARKS.get(name);
    return marked != null && isSet(value).orElse(false) ? Optional.of(marked) : Optional.empty();
  }
}
