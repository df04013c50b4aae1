package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a record holds of spans, each by its path.
 *
 * @param lists with a place and a type in an element, or under a name that is for spans
 * @param placed lists with places alone; a single span as a list of one
 * @param doubtful lists with a place and something that may be a type under an unknown name
 * @param empty other lists: empty, they don't tell whether they would hold spans
 * @param leftOut objects that were not looked into: somebody took them back or did not confirm them
 * @param passed everything else that was looked at, what holds lists too
 */
public record FoundSpans(
    List<SpanList> lists,
    List<SpanList> placed,
    List<String> doubtful,
    List<String> empty,
    List<String> leftOut,
    Map<String, JsonNode> passed) {

  /** Whether a path is a field or something in it. */
  public static boolean isIn(String path, String field) {
    return path.startsWith(field)
        && (path.length() == field.length() || ".[".indexOf(path.charAt(field.length())) >= 0);
  }
}
