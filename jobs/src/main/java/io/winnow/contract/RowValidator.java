package io.winnow.contract;

import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.display.Excerpt;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import io.winnow.text.TypeMap;
import java.util.List;
import java.util.Locale;

/**
 * Validates a row of a return by itself, against what was sent.
 *
 * @param map how those call types who return them
 * @param tally of the file that the rows are of
 */
record RowValidator(LabelScheme labels, TypeMap map, SentSentences sent, ReturnTally tally) {

  /**
   * @param file the return's name; {@code number} is that of the row in it, from 0
   * @throws InvalidRowException for the first thing that is wrong
   */
  AcceptedAnnotation validate(String file, long number, ReturnedAnnotation row) {
    if (row.error() != null) {
      throw ReasonCode.UNREADABLE_RECORD.because("could not be imported: %s", shown(row.error()));
    }
    SentSentence sentence = sentence(row);
    String annotator =
        notTooLong(required(row.annotatorId(), Contract.ANNOTATOR_ID), Contract.ANNOTATOR_ID)
            .strip();
    AnnotationStatus status = status(row.status());
    List<EntitySpan> spans = status == AnnotationStatus.SKIPPED ? List.of() : spans(row, sentence);
    return new AcceptedAnnotation(
        sentence.batchId(),
        new Annotation(sentence.recordId(), annotator, status, spans),
        seconds(row.seconds()),
        notTooLong(row.comment(), Contract.COMMENT),
        file,
        number);
  }

  /**
   * @param echoed what the row repeats of its sentence
   * @throws InvalidRowException if that is not what was sent
   */
  void requireSent(ReturnedAnnotation row, EchoedText echoed) {
    if (row.error() == null && !echoed.isNothing()) {
      echoed.requireSame(row, sentence(row));
    }
  }

  /** How many annotators the sentence of a valid row was to get. */
  int asked(ReturnedAnnotation row) {
    return sentence(row).asked();
  }

  static RejectedRow rejected(
      String file, long number, ReturnedAnnotation row, InvalidRowException invalid) {
    return rejected(file, number, row.batchId(), row.recordId(), row.annotatorId(), invalid);
  }

  /** The same of a row that was accepted before. */
  static RejectedRow rejected(
      String file,
      long number,
      String batch,
      String record,
      String annotator,
      InvalidRowException invalid) {
    String message =
        "Cannot merge batch %s: row %d (record %s) %s"
            .formatted(shown(batch), number, shown(record), invalid.getMessage());
    return new RejectedRow(file, number, shown(record), shown(annotator), invalid.reason, message);
  }

  private SentSentence sentence(ReturnedAnnotation row) {
    String record = required(row.recordId(), Contract.RECORD_ID);
    String batch = required(row.batchId(), Contract.BATCH_ID);
    List<String> batches = sent.batchesOf(record);
    if (batches.isEmpty()) {
      throw ReasonCode.UNKNOWN_RECORD.because(
          "was never sent: return record_id exactly as it is in the batch");
    }
    return sent.find(record, batch)
        .orElseThrow(
            () ->
                ReasonCode.WRONG_BATCH.because(
                    "went out in batch %s, not in this one", String.join(", ", batches)));
  }

  private static AnnotationStatus status(String status) {
    return switch (status == null ? "done" : status.strip().toLowerCase(Locale.ROOT)) {
      case "done" -> AnnotationStatus.DONE;
      case "unsure" -> AnnotationStatus.UNSURE;
      case "skipped" -> AnnotationStatus.SKIPPED;
      default ->
          throw ReasonCode.UNKNOWN_STATUS.because(
              "has status '%s', which is none of done, unsure, skipped", shown(status));
    };
  }

  private List<EntitySpan> spans(ReturnedAnnotation row, SentSentence sentence) {
    if (row.spans() == null && row.tags() == null) {
      throw ReasonCode.MISSING_VALUE.because(
          "has neither spans nor tags: send an empty list for no entity, or status skipped");
    }
    SpanValidator ofSpans = new SpanValidator(labels, map, sentence);
    SpanValidator ofTags = new SpanValidator(labels, map, sentence);
    List<EntitySpan> bySpans = null;
    if (row.spans() != null) {
      ofSpans.tally(row.spans(), tally.offsets());
      bySpans = ofSpans.spans(row.spans());
    }
    List<EntitySpan> byTags =
        row.tags() == null ? null : ofTags(row.tags(), sentence.wordCount(), ofTags);
    if (bySpans != null && byTags != null && !bySpans.equals(byTags)) {
      throw ReasonCode.SPANS_AND_TAGS_DIFFER.because(
          "has spans %s, but its tags say %s: send one of the two", bySpans, byTags);
    }
    (bySpans != null ? ofSpans : ofTags).dropped().forEach(tally::dropped);
    List<EntitySpan> spans = bySpans != null ? bySpans : byTags;
    tally.read(spans, sentence);
    return spans;
  }

  private static List<EntitySpan> ofTags(List<String> tags, int words, SpanValidator validator) {
    if (tags.size() != words) {
      throw ReasonCode.TAG_COUNT.because(
          "has %d tags for its %d words: send one a word", tags.size(), words);
    }
    if (tags.contains(null)) {
      throw ReasonCode.BAD_TAG.because("has no tag for word %d", tags.indexOf(null));
    }
    try {
      return validator.renamed(Tags.spans(tags));
    } catch (IllegalArgumentException e) {
      throw ReasonCode.BAD_TAG.because("has an invalid tag: %s", shown(e.getMessage()));
    }
  }

  private static Double seconds(Number seconds) {
    if (seconds == null) {
      return null;
    }
    double value = seconds.doubleValue();
    if (value < 0 || Double.isInfinite(value)) {
      throw ReasonCode.BAD_SECONDS.because(
          "took %s seconds: send a time, or null", shown(seconds.toString()));
    }
    return value;
  }

  /** A value of a return as messages repeat it; null for null. */
  static String shown(String value) {
    return value == null ? null : Excerpt.of(value);
  }

  private static String notTooLong(String value, String what) {
    if (value != null && value.length() > ReturnReader.MOST_CHARACTERS) {
      throw ReasonCode.VALUE_TOO_LONG.because(
          "has a value of %s of more than %d characters", what, ReturnReader.MOST_CHARACTERS);
    }
    return value;
  }

  /**
   * @throws InvalidRowException if there is no value
   */
  static String required(String value, String what) {
    if (value == null || value.isBlank()) {
      throw ReasonCode.MISSING_VALUE.because("has no %s", what);
    }
    return value;
  }

  /** Why a row is not accepted; it is no failure, so it needs no stack trace. */
  static final class InvalidRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ReasonCode reason;

    InvalidRowException(ReasonCode reason, String message) {
      super(message, null, false, false);
      this.reason = reason;
    }
  }
}
