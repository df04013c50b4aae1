package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.ToolAnswer.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Words and marks by which records say how far an answer is, whatever the tool. */
final class States {

  /** Fields that hold a word. */
  static final Set<String> WORDS =
      Set.of("status", "state", "annotation_status", "review_status", "label_status");

  private static final Set<String> SKIPS =
      Set.of(
          "was_cancelled",
          "cancelled",
          "canceled",
          "skipped",
          "skip",
          "ignored",
          "ignore",
          "rejected",
          "discarded");

  private static final Set<String> DRAFTS = Set.of("draft", "is_draft");

  private static final Set<String> SKIPPED =
      Set.of(
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
          "deleted");

  private static final Set<String> DONE =
      Set.of(
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

  private static final Set<String> NOT_YET =
      Set.of(
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
          "propagated annotation");

  private static final Set<String> UNSURE = Set.of("unsure", "uncertain");

  private States() {}

  /** Whether a field says how far the answer is. */
  static boolean has(String field) {
    return WORDS.contains(field) || SKIPS.contains(field) || DRAFTS.contains(field);
  }

  /**
   * What the fields of a record say together; the least of several. Empty if it has none of them.
   *
   * @throws BadRecordException if one says what is not known
   */
  static Optional<Verdict> of(JsonNode record) {
    List<Verdict> found =
        record.properties().stream()
            .flatMap(field -> one(field.getKey(), field.getValue()).stream())
            .toList();
    return List.of(Verdict.NO_ANSWER, Verdict.SKIPPED, Verdict.UNSURE, Verdict.DONE).stream()
        .filter(found::contains)
        .findFirst();
  }

  private static Optional<Verdict> one(String field, JsonNode value) {
    if (value.isNull()) {
      return Optional.empty();
    }
    if (WORDS.contains(field)) {
      return Optional.of(word(field, value));
    }
    if (SKIPS.contains(field)) {
      return Optional.ofNullable(isTrue(field, value) ? Verdict.SKIPPED : null);
    }
    return Optional.ofNullable(
        DRAFTS.contains(field) && isTrue(field, value) ? Verdict.NO_ANSWER : null);
  }

  /**
   * @throws BadRecordException if it is no word for a state
   */
  static Verdict word(String field, JsonNode value) {
    String word = value.asText().strip().toLowerCase(Locale.ROOT).replaceAll("[_-]", " ");
    if (DONE.contains(word)) {
      return Verdict.DONE;
    }
    if (SKIPPED.contains(word)) {
      return Verdict.SKIPPED;
    }
    if (NOT_YET.contains(word)) {
      return Verdict.NO_ANSWER;
    }
    if (UNSURE.contains(word)) {
      return Verdict.UNSURE;
    }
    throw new BadRecordException(
        Fault.STATE,
        "its '%s' is %s, which says neither that it is done nor that it is not",
        field,
        Fields.shown(value));
  }

  /** Of a mark that is there. */
  static boolean isTrue(String field, JsonNode value) {
    return switch (value.asText().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw new BadRecordException(
              Fault.STATE, "its '%s' is %s, not true or false", field, Fields.shown(value));
    };
  }
}
