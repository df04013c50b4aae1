package io.winnow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.winnow.text.EntitySpan;
import java.util.List;

/**
 * An annotation as a return or another tool's export has it, not validated yet. Any value is null
 * where there is none; a row without what every row needs is rejected when it is merged.
 *
 * @param status {@code done}, {@code unsure} or {@code skipped}
 * @param spans null where there are none, not even an empty list; so is {@code tags}
 * @param tags an element is null where the file's is
 * @param error why the record of another tool is no answer; null where it is one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ReturnedAnnotation(
    String recordId,
    String batchId,
    String annotatorId,
    String status,
    List<Span> spans,
    List<String> tags,
    Number seconds,
    String comment,
    String error) {

  /**
   * A span by word, by character, or both.
   *
   * @param startWord may be no whole number; so may the other offsets
   * @param start in code points of the sentence's text; so is {@code end}
   * @param text what the tool had between {@code start} and {@code end}; null if unknown
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Span(
      @JsonInclude(JsonInclude.Include.NON_NULL) Number startWord,
      @JsonInclude(JsonInclude.Include.NON_NULL) Number endWord,
      Number start,
      Number end,
      String type,
      String text) {

    /** One by character. */
    public Span(long start, long end, String type, String text) {
      this(null, null, start, end, type, text);
    }

    static Span of(EntitySpan span) {
      return new Span(span.startWord(), span.endWord(), null, null, span.type(), null);
    }

    boolean isByWord() {
      return startWord != null || endWord != null;
    }

    boolean isByCharacter() {
      return start != null || end != null;
    }
  }

  /** A record that is no answer, and why, as the rest of a sentence. */
  public static ReturnedAnnotation unreadable(String error) {
    return new ReturnedAnnotation(null, null, null, null, null, null, null, null, error);
  }

  /** The same, if it says who answered or is no answer; else this annotator's. */
  public ReturnedAnnotation by(String annotator) {
    return annotatorId != null || error != null
        ? this
        : new ReturnedAnnotation(
            recordId, batchId, annotator, status, spans, tags, seconds, comment, error);
  }
}
