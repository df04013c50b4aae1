package io.winnow.vendor;

import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import java.math.BigDecimal;
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
      SentSentence sentence = sentence(row);
      String annotator = required(row.annotatorId(), Contract.ANNOTATOR_ID);
      AnnotationStatus status = status(row.status());
      List<EntitySpan> spans =
          status == AnnotationStatus.SKIPPED ? List.of() : spans(row, sentence.wordCount());
      Annotation annotation = new Annotation(sentence.recordId(), annotator, status, spans);
      return new AcceptedAnnotation(
          sentence.batchId(),
          annotation,
          seconds(row.seconds()),
          row.comment(),
          row.file(),
          row.row());
    } catch (Objection objection) {
      return rejected(row, objection);
    }
  }

  private static RejectedRow rejected(ReturnedRow row, Objection objection) {
    String message =
        "Cannot merge batch %s: row %d (record %s) %s"
            .formatted(row.batchId(), row.row(), row.recordId(), objection.getMessage());
    return new RejectedRow(
        row.file(), row.row(), row.recordId(), row.annotatorId(), objection.reason, message);
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
              "has status '%s', which is none of done, unsure, skipped".formatted(status));
    };
  }

  private List<EntitySpan> spans(ReturnedRow row, int words) {
    if (row.spans() == null && row.tags() == null) {
      throw new Objection(
          ReasonCode.MISSING_VALUE,
          "has neither spans nor tags: send an empty list for no entity, or status skipped");
    }
    List<EntitySpan> bySpans = row.spans() == null ? null : ofSpans(row.spans(), words);
    List<EntitySpan> byTags = row.tags() == null ? null : ofTags(row.tags(), words);
    if (bySpans != null && byTags != null && !bySpans.equals(byTags)) {
      throw new Objection(
          ReasonCode.SPANS_AND_TAGS_DIFFER,
          "has spans %s, but its tags say %s: send one of the two".formatted(bySpans, byTags));
    }
    return bySpans != null ? bySpans : byTags;
  }

  private List<EntitySpan> ofSpans(List<ReturnedSpan> returned, int words) {
    List<EntitySpan> spans = returned.stream().map(span -> span(span, words)).sorted().toList();
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i - 1).overlaps(spans.get(i))) {
        throw new Objection(
            ReasonCode.SPAN_OVERLAP,
            "has spans %s and %s, which overlap".formatted(spans.get(i - 1), spans.get(i)));
      }
    }
    return spans;
  }

  private EntitySpan span(ReturnedSpan span, int words) {
    BigDecimal start = whole(span.startWord(), Contract.START_WORD);
    BigDecimal end = whole(span.endWord(), Contract.END_WORD);
    String type = required(span.type(), "type of span [%s,%s)".formatted(start, end));
    String place = "[%s,%s)".formatted(start.toPlainString(), end.toPlainString());
    if (start.signum() < 0 || end.compareTo(start) <= 0) {
      throw new Objection(
          ReasonCode.SPAN_EMPTY, "has span %s, which holds no word".formatted(place));
    }
    if (end.compareTo(BigDecimal.valueOf(words)) > 0) {
      throw new Objection(
          ReasonCode.SPAN_OUT_OF_RANGE, "has span %s beyond its %d words".formatted(place, words));
    }
    requireKnown(type);
    return new EntitySpan(start.intValueExact(), end.intValueExact(), type);
  }

  private List<EntitySpan> ofTags(List<String> tags, int words) {
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
      throw new Objection(ReasonCode.BAD_TAG, "is not tagged as agreed: " + e.getMessage());
    }
    spans.forEach(span -> requireKnown(span.type()));
    return spans;
  }

  private void requireKnown(String type) {
    if (!labels.types().contains(type)) {
      throw new Objection(
          ReasonCode.UNKNOWN_TYPE,
          "has type '%s', which is none of %s".formatted(type, labels.types()));
    }
  }

  private static BigDecimal whole(Number number, String field) {
    if (number == null) {
      throw new Objection(ReasonCode.MISSING_VALUE, "has a span without " + field);
    }
    if (number instanceof Long integer) {
      return BigDecimal.valueOf(integer);
    }
    try {
      return new BigDecimal(number.toString()).setScale(0);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new Objection(
          ReasonCode.NOT_A_WHOLE_NUMBER, "has a span with %s %s".formatted(field, number));
    }
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

  private static String required(String value, String what) {
    if (value == null || value.isBlank()) {
      throw new Objection(ReasonCode.MISSING_VALUE, "has no " + what);
    }
    return value;
  }

  /** Carries a reason out of the checks; never leaves this class, so it needs no stack trace. */
  private static final class Objection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ReasonCode reason;

    Objection(ReasonCode reason, String message) {
      super(message, null, false, false);
      this.reason = reason;
    }
  }
}
