package io.winnow.contract;

import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import java.util.List;
import java.util.Locale;

/** Validates a row of a return by itself, against what was sent. */
final class RowValidator {

  private static final int MOST_SHOWN = 200;

  private final LabelScheme labels;
  private final SentSentences sent;

  RowValidator(LabelScheme labels, SentSentences sent) {
    this.labels = labels;
    this.sent = sent;
  }

  /**
   * @throws InvalidRowException for the first thing that is wrong
   */
  AcceptedAnnotation validate(ReturnedRow row) {
    if (row.importError() != null) {
      throw new InvalidRowException(
          ReasonCode.UNREADABLE_RECORD, "could not be imported: " + row.importError());
    }
    SentSentence sentence = sentence(row);
    String annotator =
        notTooLong(required(row.annotatorId(), Contract.ANNOTATOR_ID), Contract.ANNOTATOR_ID);
    AnnotationStatus status = status(row.status());
    List<EntitySpan> spans = status == AnnotationStatus.SKIPPED ? List.of() : spans(row, sentence);
    Annotation annotation = new Annotation(sentence.recordId(), annotator, status, spans);
    return new AcceptedAnnotation(
        sentence.batchId(),
        annotation,
        seconds(row.seconds()),
        notTooLong(row.comment(), Contract.COMMENT),
        row.file(),
        row.row());
  }

  static RejectedRow rejected(ReturnedRow row, InvalidRowException invalid) {
    String message =
        "Cannot merge batch %s: row %d (record %s) %s"
            .formatted(
                shown(row.batchId()), row.row(), shown(row.recordId()), invalid.getMessage());
    return new RejectedRow(
        row.file(),
        row.row(),
        shown(row.recordId()),
        shown(row.annotatorId()),
        invalid.reason(),
        message);
  }

  private SentSentence sentence(ReturnedRow row) {
    String record = required(row.recordId(), Contract.RECORD_ID);
    String batch = required(row.batchId(), Contract.BATCH_ID);
    List<String> batches = sent.batchesOf(record);
    if (batches.isEmpty()) {
      throw new InvalidRowException(
          ReasonCode.UNKNOWN_RECORD,
          "was never sent: return record_id exactly as it is in the batch");
    }
    return sent.find(record, batch)
        .orElseThrow(
            () ->
                new InvalidRowException(
                    ReasonCode.WRONG_BATCH,
                    "went out in batch %s, not in this one".formatted(String.join(", ", batches))));
  }

  private static AnnotationStatus status(String status) {
    if (status == null) {
      return AnnotationStatus.DONE;
    }
    return switch (status.strip().toLowerCase(Locale.ROOT)) {
      case "done" -> AnnotationStatus.DONE;
      case "unsure" -> AnnotationStatus.UNSURE;
      case "skipped" -> AnnotationStatus.SKIPPED;
      default ->
          throw new InvalidRowException(
              ReasonCode.UNKNOWN_STATUS,
              "has status '%s', which is none of done, unsure, skipped".formatted(shown(status)));
    };
  }

  private List<EntitySpan> spans(ReturnedRow row, SentSentence sentence) {
    if (row.spans() == null && row.tags() == null) {
      throw new InvalidRowException(
          ReasonCode.MISSING_VALUE,
          "has neither spans nor tags: send an empty list for no entity, or status skipped");
    }
    SpanValidator validator = new SpanValidator(labels, sentence);
    List<EntitySpan> bySpans = row.spans() == null ? null : validator.spans(row.spans());
    List<EntitySpan> byTags =
        row.tags() == null ? null : ofTags(row.tags(), sentence.wordCount(), validator);
    if (bySpans != null && byTags != null && !bySpans.equals(byTags)) {
      throw new InvalidRowException(
          ReasonCode.SPANS_AND_TAGS_DIFFER,
          "has spans %s, but its tags say %s: send one of the two".formatted(bySpans, byTags));
    }
    return bySpans != null ? bySpans : byTags;
  }

  private static List<EntitySpan> ofTags(List<String> tags, int words, SpanValidator validator) {
    if (tags.size() != words) {
      throw new InvalidRowException(
          ReasonCode.TAG_COUNT,
          "has %d tags for its %d words: send one a word".formatted(tags.size(), words));
    }
    if (tags.contains(null)) {
      throw new InvalidRowException(
          ReasonCode.BAD_TAG, "has no tag for word %d".formatted(tags.indexOf(null)));
    }
    List<EntitySpan> spans;
    try {
      spans = Tags.spans(tags);
    } catch (IllegalArgumentException e) {
      throw new InvalidRowException(
          ReasonCode.BAD_TAG, "is not tagged as agreed: " + shown(e.getMessage()));
    }
    spans.forEach(span -> validator.requireKnown(span.type()));
    return spans;
  }

  private static Double seconds(Number seconds) {
    if (seconds == null) {
      return null;
    }
    double value = seconds.doubleValue();
    if (value < 0 || Double.isInfinite(value)) {
      throw new InvalidRowException(
          ReasonCode.BAD_SECONDS, "took %s seconds: send a time, or null".formatted(seconds));
    }
    return value;
  }

  /** A value of a return as messages repeat it: cut where it would hide the rest; null for null. */
  static String shown(String value) {
    if (value == null || value.length() <= MOST_SHOWN) {
      return value;
    }
    int cut = Character.isHighSurrogate(value.charAt(MOST_SHOWN - 1)) ? MOST_SHOWN - 1 : MOST_SHOWN;
    return value.substring(0, cut) + "...";
  }

  private static String notTooLong(String value, String what) {
    if (value != null && value.length() > Cell.MOST_CHARACTERS) {
      throw new InvalidRowException(
          ReasonCode.VALUE_TOO_LONG,
          "has a value of %s of more than %d characters".formatted(what, Cell.MOST_CHARACTERS));
    }
    return value;
  }

  private static String required(String value, String what) {
    if (value == null || value.isBlank()) {
      throw new InvalidRowException(ReasonCode.MISSING_VALUE, "has no " + what);
    }
    return value;
  }

  /** Why a row is not accepted; it is no failure, so it needs no stack trace. */
  static final class InvalidRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ReasonCode reason;

    /**
     * @param message the rest of a sentence that begins with the row, such as "has no record_id"
     */
    InvalidRowException(ReasonCode reason, String message) {
      super(message, null, false, false);
      this.reason = reason;
    }

    ReasonCode reason() {
      return reason;
    }
  }
}
