package io.winnow.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An annotation taken from another tool's export, not validated yet. Any value is null where the
 * export has none; a row without what every row needs is rejected when it is merged.
 *
 * @param status {@code done}, {@code unsure} or {@code skipped}
 * @param spans null where the export has tags
 * @param tags null where the export has spans
 * @param error why the record is no answer; null where it is one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ReturnedAnnotation(
    String recordId,
    String batchId,
    String annotatorId,
    String status,
    List<Span> spans,
    List<String> tags,
    Double seconds,
    String comment,
    String error) {

  /**
   * @param start in code points of the sentence's text; so is {@code end}
   * @param text what the tool had between them; null if unknown
   */
  public record Span(long start, long end, String type, String text) {}

  public ReturnedAnnotation {
    spans = spans == null ? null : List.copyOf(spans);
    tags = tags == null ? null : Collections.unmodifiableList(new ArrayList<>(tags));
  }

  /** A record that is no answer, and why, as the rest of a sentence. */
  public static ReturnedAnnotation unreadable(String error) {
    return new ReturnedAnnotation(null, null, null, null, null, null, null, null, error);
  }

  /** The same, if it says who answered; else this annotator's. */
  public ReturnedAnnotation by(String annotator) {
    return annotatorId != null
        ? this
        : new ReturnedAnnotation(
            recordId, batchId, annotator, status, spans, tags, seconds, comment, error);
  }
}
