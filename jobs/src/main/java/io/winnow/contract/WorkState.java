package io.winnow.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a tool says of the work on a row, in a column of whatever name. */
enum WorkState {
  DONE,
  NOT_DONE,
  /** The value says something else. */
  NO_STATE;

  private static final Set<String> WORDS_FOR_DONE =
      Set.of("done", "completed", "complete", "accepted", "accept", "approved", "submitted", "");

  private static final Set<String> WORDS_FOR_NOT_DONE =
      Set.of(
          "unsure",
          "skipped",
          "skip",
          "cancelled",
          "canceled",
          "rejected",
          "reject",
          "ignored",
          "ignore",
          "draft",
          "pending",
          "open",
          "todo",
          "in_progress",
          "in progress",
          "new",
          "not started",
          "not_started",
          "unlabeled",
          "unlabelled");

  /** Columns of yes and no: yes is done, as in {@code is_annotated}. */
  private static final Pattern YES_IS_DONE =
      Pattern.compile(
          "(is_?|was_?|has_?been_?)?(done|completed?|finished|annotated|labell?ed|reviewed"
              + "|submitted|approved|accepted|confirmed|checked|verified)");

  /** Yes is not done, as in {@code was_cancelled}. */
  private static final Pattern YES_IS_NOT_DONE =
      Pattern.compile(
          "(is_?|was_?|has_?been_?)?(skip(ped)?|ignored?|reject(ed)?|cancell?ed|unsure|draft"
              + "|flagged|pending|open)");

  /**
   * @param column the column's name
   * @param value not null
   */
  static WorkState of(String column, JsonNode value) {
    if (value.isTextual()) {
      String word = value.textValue().strip().toLowerCase(Locale.ROOT);
      if (WORDS_FOR_NOT_DONE.contains(word)) {
        return NOT_DONE;
      }
      return WORDS_FOR_DONE.contains(word) ? DONE : NO_STATE;
    }
    if (!value.isBoolean() && !(value.isNumber() && Set.of(0.0, 1.0).contains(value.asDouble()))) {
      return NO_STATE;
    }
    String name = column.toLowerCase(Locale.ROOT);
    boolean isYes = value.asDouble() == 1.0 || value.asBoolean();
    if (YES_IS_DONE.matcher(name).matches()) {
      return isYes ? DONE : NOT_DONE;
    }
    if (YES_IS_NOT_DONE.matcher(name).matches()) {
      return isYes ? NOT_DONE : DONE;
    }
    return NO_STATE;
  }
}
