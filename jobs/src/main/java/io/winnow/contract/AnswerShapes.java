package io.winnow.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.winnow.contract.parquet.ColumnTypes;
import io.winnow.text.Tags;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Values that look like entities, whatever a tool calls them. */
final class AnswerShapes {

  private static final Pattern START = Pattern.compile("(start|begin).*|from|offset");
  private static final Pattern END = Pattern.compile("(end|stop).*|to|length|len");
  private static final Pattern LABEL = Pattern.compile(".*(label|type|tag|class|categor|entity).*");
  private static final Pattern ENTITY = Pattern.compile("[BILEUSMW]-\\S+");

  /** As Python prints it, too. */
  private static final JsonMapper ANY_QUOTES =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private AnswerShapes() {}

  /** Whether a column holds lists of structs with a start, an end and a label. */
  static boolean looksLikeSpans(Type column) {
    return ColumnTypes.element(column)
        .filter(element -> !element.isPrimitive())
        .map(Type::asGroupType)
        .filter(struct -> has(START, struct) && has(END, struct) && has(LABEL, struct))
        .isPresent();
  }

  private static boolean has(Pattern name, GroupType struct) {
    return struct.getFields().stream().anyMatch(field -> matches(name, field.getName()));
  }

  /** Whether a value has an entity: in a list, in an object, or as JSON in a text. */
  static boolean isAnswer(JsonNode value) {
    if (value.isTextual()) {
      return isAnswer(value.textValue().strip());
    }
    return isFolded(value)
        || (value.isArray()
            && (elements(value).anyMatch(AnswerShapes::isSpan)
                || areTags(elements(value).map(JsonNode::textValue).toList())));
  }

  private static boolean isAnswer(String text) {
    if (!text.startsWith("[") && !text.startsWith("{")) {
      return areTags(Arrays.asList(text.split("\\s+")));
    }
    try {
      JsonNode value = ANY_QUOTES.readTree(text);
      return isAnswer(value) || elements(value).anyMatch(AnswerShapes::isAnswer);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** A struct, perhaps within another, or such as {@code [0, 3, "PER"]}; or a list of these. */
  private static boolean isSpan(JsonNode value) {
    if (value.isArray()) {
      boolean isTriple =
          value.size() > 2
              && elements(value).filter(JsonNode::isIntegralNumber).count() == 2
              && elements(value).anyMatch(JsonNode::isTextual);
      return isTriple || elements(value).anyMatch(AnswerShapes::isSpan);
    }
    return value.isObject()
        && ((has(START, value, JsonNode::isNumber)
                && has(END, value, JsonNode::isNumber)
                && has(LABEL, value, AnswerShapes::isLabel))
            || isFolded(value)
            || elements(value).anyMatch(AnswerShapes::isSpan));
  }

  /** Such as {@code {"start": [0], "end": [3], "label": ["PER"]}}. */
  private static boolean isFolded(JsonNode value) {
    return value.isObject()
        && has(START, value, it -> it.isArray() && it.path(0).isNumber())
        && has(END, value, it -> it.isArray() && it.path(0).isNumber())
        && has(LABEL, value, it -> it.isArray() && it.path(0).isTextual());
  }

  private static boolean isLabel(JsonNode value) {
    String label = value.isArray() ? value.path(0).textValue() : value.textValue();
    return label != null && !label.equals(Tags.OUTSIDE);
  }

  private static boolean has(Pattern name, JsonNode struct, Predicate<JsonNode> fits) {
    Iterator<String> names = struct.fieldNames();
    while (names.hasNext()) {
      String field = names.next();
      if (matches(name, field) && fits.test(struct.get(field))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Pattern name, String field) {
    return name.matcher(field.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * @param texts null for what is none
   */
  private static boolean areTags(List<String> texts) {
    return texts.stream()
            .allMatch(it -> it != null && (it.equals(Tags.OUTSIDE) || ENTITY.matcher(it).matches()))
        && !texts.stream().allMatch(Tags.OUTSIDE::equals);
  }

  private static Stream<JsonNode> elements(JsonNode value) {
    return StreamSupport.stream(value.spliterator(), false);
  }
}
