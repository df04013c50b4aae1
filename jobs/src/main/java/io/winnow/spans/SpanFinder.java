package io.winnow.spans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds the lists of spans in a record, whatever their field is called and however deep it is. What
 * a model suggests, drafts, relations, and answers that were taken back hold none.
 *
 * @param spans fields that hold spans if they are lists at all
 * @param maybeSpans fields that hold spans if they are empty lists or lists of objects or lists
 * @param ignored whether a field is something else that the door knows
 */
public record SpanFinder(Set<String> spans, Set<String> maybeSpans, Predicate<String> ignored) {

  /** How a part of the names of fields begins that hold what a model suggests. */
  private static final List<String> SUGGESTED = List.of("predict", "suggest");

  private static final Set<String> NEVER = Set.of("relations", "drafts", "draft");

  /**
   * @throws IllegalArgumentException if lists that belong together are of several lengths
   */
  public FoundSpans in(JsonNode record) {
    FoundSpans found =
        new FoundSpans(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new LinkedHashMap<>());
    inside("", record, found);
    return found;
  }

  private void inside(String prefix, JsonNode object, FoundSpans found) {
    object.properties().forEach(field -> look(prefix, field.getKey(), field.getValue(), found));
  }

  private void look(String prefix, String field, JsonNode given, FoundSpans found) {
    if (given.isNull() || ignored.test(field)) {
      return;
    }
    String path = prefix + field;
    if (given.isValueNode()) {
      found.passed().put(path, given);
      return;
    }
    JsonNode value = isNever(field) ? given : FoldedLists.unfolded(path, given);
    if (isNever(field)) {
      found.passed().put(path, value);
    } else if (value.isArray() && isList(field, value, prefix.isEmpty())) {
      found.lists().add(new SpanList(path, value));
    } else {
      lookAt(path, value, found);
    }
  }

  private void lookAt(String path, JsonNode value, FoundSpans found) {
    if (value.isObject() && SpanElement.isPlaced(value)) {
      JsonNode one = JsonNodeFactory.instance.arrayNode().add(value);
      found.placed().add(new SpanList(path, one));
    } else if (value.isObject()) {
      found.passed().put(path, value);
      inside(path + ".", value, found);
    } else if (value.isEmpty()) {
      found.empty().add(path);
    } else {
      if (any(value, SpanElement::isDoubtful)) {
        found.doubtful().add(path);
      }
      if (any(value, SpanElement::isPlaced)) {
        found.placed().add(new SpanList(path, value));
      } else {
        found.passed().put(path, value);
        elements(path, value, found);
      }
    }
  }

  private void elements(String path, JsonNode list, FoundSpans found) {
    for (int i = 0; i < list.size(); i++) {
      JsonNode element = list.get(i);
      String inner = "%s[%d]".formatted(path, i);
      if (element.isObject() && AnswerState.isLeftOut(element)) {
        found.leftOut().add(inner);
      } else if (element.isObject()) {
        inside(inner + ".", element, found);
      } else if (element.isArray() && any(element, SpanElement::isSpan)) {
        found.lists().add(new SpanList(inner, element));
      } else if (element.isArray()) {
        lookAt(inner, element, found);
      }
    }
  }

  private boolean isList(String field, JsonNode list, boolean isOuter) {
    if (any(list, SpanElement::isSpan)) {
      return true;
    }
    boolean isAny = isOuter || list.isEmpty();
    return isAny && spans.contains(field)
        || isAny
            && maybeSpans.contains(field)
            && (list.isEmpty() || any(list, JsonNode::isContainerNode));
  }

  private static boolean isNever(String field) {
    String name = field.toLowerCase(Locale.ROOT);
    return NEVER.contains(name)
        || Stream.of(name.split("[._-]"))
            .anyMatch(part -> SUGGESTED.stream().anyMatch(part::startsWith));
  }

  private static boolean any(JsonNode list, Predicate<JsonNode> test) {
    return StreamSupport.stream(list.spliterator(), false).anyMatch(test);
  }
}
