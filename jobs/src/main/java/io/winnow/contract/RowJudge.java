package io.winnow.contract;

import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import java.util.List;
import java.util.Locale;

/** Judges a row of a return by itself, against what was sent. The first thing wrong is reported. */
final class RowJudge {

  private final LabelScheme labels;
  private final SentSentences sent;

  RowJudge(LabelScheme labels, SentSentences sent) {
    this.labels = labels;
    this.sent = sent;
  }

  Verdict judge(ReturnedRow row) {
    try {
      if (row.importError() != null) {
        throw new Objection(
            ReasonCode.UNREADABLE_RECORD, "could not be imported: " + row.importError());
      }
      SentSentence sentence = sentence(row);
      String annotator =
          notTooLong(required(row.annotatorId(), Contract.ANNOTATOR_ID), Contract.ANNOTATOR_ID);
      AnnotationStatus status = status(row.status());
      List<EntitySpan> spans =
          status == AnnotationStatus.SKIPPED ? List.of() : spans(row, sentence);
      Annotation annotation = new Annotation(sentence.recordId(), annotator, status, spans);
      return new AcceptedAnnotation(
          sentence.batchId(),
          annotation,
          seconds(row.seconds()),
          notTooLong(row.comment(), Contract.COMMENT),
          row.file(),
          row.row());
    } catch (Objection objection) {
      return rejected(row, objection);
    }
  }

  private static RejectedRow rejected(ReturnedRow row, Objection objection) {
    String message =
        "Cannot merge batch %s: row %d (record %s) %s"
            .formatted(
                Shown.of(row.batchId()),
                row.row(),
                Shown.of(row.recordId()),
                objection.getMessage());
    return new RejectedRow(
        row.file(),
        row.row(),
        Shown.of(row.recordId()),
        Shown.of(row.annotatorId()),
        objection.reason(),
        message);
  }

  private SentSentence sentence(ReturnedRow row) {
    String record = required(row.recordId(), Contract.RECORD_ID);
    String batch = required(row.batchId(), Contract.BATCH_ID);
    List<String> batches = sent.batchesOf(record);
    if (batches.isEmpty()) {
      throw new Objection(
          ReasonCode.UNKNOWN_RECORD,
          "was never sent: return record_id exactly as it is in the batch");
    }
    return sent.find(record, batch)
        .orElseThrow(
            () ->
                new Objection(
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
          throw new Objection(
              ReasonCode.UNKNOWN_STATUS,
              "has status '%s', which is none of done, unsure, skipped"
                  .formatted(Shown.of(status)));
    };
  }

  private List<EntitySpan> spans(ReturnedRow row, SentSentence sentence) {
    if (row.spans() == null && row.tags() == null) {
      throw new Objection(
          ReasonCode.MISSING_VALUE,
          "has neither spans nor tags: send an empty list for no entity, or status skipped");
    }
    SpanJudge judge = new SpanJudge(labels, sentence);
    List<EntitySpan> bySpans = row.spans() == null ? null : judge.spans(row.spans());
    List<EntitySpan> byTags =
        row.tags() == null ? null : ofTags(row.tags(), sentence.wordCount(), judge);
    if (bySpans != null && byTags != null && !bySpans.equals(byTags)) {
      throw new Objection(
          ReasonCode.SPANS_AND_TAGS_DIFFER,
          "has spans %s, but its tags say %s: send one of the two".formatted(bySpans, byTags));
    }
    return bySpans != null ? bySpans : byTags;
  }

  private static List<EntitySpan> ofTags(List<String> tags, int words, SpanJudge judge) {
    if (tags.size() != words) {
      throw new Objection(
          ReasonCode.TAG_COUNT,
          "has %d tags for its %d words: send one a word".formatted(tags.size(), words));
    }
    if (tags.contains(null)) {
      throw new Objection(
          ReasonCode.BAD_TAG, "has no tag for word %d".formatted(tags.indexOf(null)));
    }
    List<EntitySpan> spans;
    try {
      spans = Tags.spans(tags);
    } catch (IllegalArgumentException e) {
      throw new Objection(
          ReasonCode.BAD_TAG, "is not tagged as agreed: " + Shown.of(e.getMessage()));
    }
    spans.forEach(span -> judge.requireKnown(span.type()));
    return spans;
  }

  private static Double seconds(Number seconds) {
    if (seconds == null) {
      return null;
    }
    double value = seconds.doubleValue();
    if (value < 0 || Double.isInfinite(value)) {
      throw new Objection(
          ReasonCode.BAD_SECONDS, "took %s seconds: send a time, or null".formatted(seconds));
    }
    return value;
  }

  private static String notTooLong(String value, String what) {
    if (value != null && value.length() > Cell.MOST_CHARACTERS) {
      throw new Objection(
          ReasonCode.VALUE_TOO_LONG,
          "has a value of %s of more than %d characters".formatted(what, Cell.MOST_CHARACTERS));
    }
    return value;
  }

  private static String required(String value, String what) {
    if (value == null || value.isBlank()) {
      throw new Objection(ReasonCode.MISSING_VALUE, "has no " + what);
    }
    return value;
  }
}
