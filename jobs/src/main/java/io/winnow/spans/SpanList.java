package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of spans in a record.
 *
 * @param path of its field, such as {@code annotations[0].result}
 * @param elements spans, but for what stands among them in lists within other fields
 */
public record SpanList(String path, JsonNode elements) {

  /**
   * @param spans those that count
   * @param leftOut how many somebody took back or did not confirm
   */
  public record Read(List<WrittenSpan> spans, int leftOut) {}

  /**
   * @throws IllegalArgumentException if one is not understood, or if all were rejected; says why
   */
  public Read read(SpanReader reader) {
    List<WrittenSpan> spans = new ArrayList<>();
    int leftOut = 0;
    for (int i = 0; i < elements.size(); i++) {
      JsonNode element = elements.get(i);
      if (AnswerState.isLeftOut(element)) {
        leftOut++;
      } else if (!isWithin() || !SpanElement.isOther(element)) {
        spans.add(reader.read(element, name(i)));
      }
    }
    if (spans.isEmpty() && leftOut > 0) {
      throw new IllegalArgumentException(
          "all spans of '%s' were rejected, which does not say what its entities are"
              .formatted(path));
    }
    return new Read(spans, leftOut);
  }

  /** What messages call an element. */
  public String name(int index) {
    return path.equals("spans")
        ? "span %d".formatted(index + 1)
        : "span %d of '%s'".formatted(index + 1, path);
  }

  /** Whether its field is not one of the record itself. */
  private boolean isWithin() {
    return path.contains(".") || path.contains("[");
  }

  public boolean isEmpty() {
    return elements.isEmpty();
  }

  /** The same for all records, whatever the places in lists: {@code annotations[].result}. */
  public String kind() {
    return path.replaceAll("\\[\\d+\\]", "[]");
  }
}
