package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.ToolAnswer.Verdict;
import io.winnow.spans.AnswerState;
import java.util.List;
import java.util.Optional;

/** How far records and their regions say that an answer is; what is not known is an error. */
final class States {

  /** Prodigy's field, of records and of single spans. */
  private static final String ANSWER = "answer";

  private States() {}

  /** Whether a field says how far the answer is. */
  static boolean has(String field) {
    return AnswerState.isInWords(field) || AnswerState.marked(field).isPresent();
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

  /**
   * @param regions each may say for itself whether it was confirmed
   * @throws BadRecordException if one says what is not known
   */
  static void requireKnown(JsonNode regions) {
    for (JsonNode region : regions) {
      of(region);
      if (region.hasNonNull(ANSWER)) {
        word(ANSWER, region.get(ANSWER));
      }
    }
  }

  private static Optional<Verdict> one(String field, JsonNode value) {
    if (value.isNull()) {
      return Optional.empty();
    }
    return AnswerState.isInWords(field)
        ? Optional.of(word(field, value))
        : AnswerState.marked(field).filter(state -> isTrue(field, value)).map(States::verdict);
  }

  /** A word in a field that tells the state. */
  private static Verdict word(String field, JsonNode value) {
    return AnswerState.ofWord(value)
        .map(States::verdict)
        .orElseThrow(
            () ->
                new BadRecordException(
                    Fault.STATE,
                    "its '%s' is %s, which says neither that it is done nor that it is not",
                    field,
                    Fields.shown(value)));
  }

  private static Verdict verdict(AnswerState state) {
    return switch (state) {
      case NO_ANSWER -> Verdict.NO_ANSWER;
      case SKIPPED -> Verdict.SKIPPED;
      case UNSURE -> Verdict.UNSURE;
      case DONE -> Verdict.DONE;
    };
  }

  /** Of a mark that is there. */
  static boolean isTrue(String field, JsonNode value) {
    return AnswerState.isSet(value)
        .orElseThrow(
            () ->
                new BadRecordException(
                    Fault.STATE, "its '%s' is %s, not true or false", field, Fields.shown(value)));
  }
}
