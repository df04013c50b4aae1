package io.winnow.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.jobs.ingest.RawRecord.GivenWord;
import io.winnow.jobs.ingest.RecordGold.GivenSpan;
import io.winnow.json.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One record as a JSON object:
 *
 * <ul>
 *   <li>{@code text}, or {@code words} or {@code tokens}, or both. Words are strings, or objects
 *       with {@code text} and maybe {@code start} and {@code end}.
 *   <li>{@code id}: a string or a number.
 *   <li>Gold, the first of: {@code tags} or {@code ner_tags} (strings, one a word); {@code spans}
 *       or {@code entities}; {@code label} or {@code labels} as doccano writes them, {@code
 *       [[start, end, type], ...]}. Spans are objects with {@code start_word} and {@code end_word},
 *       or {@code start} and {@code end} (also {@code start_offset}, {@code end_offset}) in code
 *       points, and {@code type} or {@code label}. Ends are exclusive.
 * </ul>
 *
 * A field that is null counts as absent; other fields are ignored.
 */
final class JsonRecord {

  /** Every field that is looked at. */
  static final List<String> FIELDS =
      List.of("id text words tokens tags ner_tags spans entities label labels".split(" "));

  private JsonRecord() {}

  /** {@link #parse} for a line, which may be blank: that is a record without words. */
  static RawRecord ofLine(String line, TagColumns tags) {
    return line.isBlank() ? RawRecord.ofText("") : parse(line, tags);
  }

  /**
   * @throws IllegalArgumentException if it is no such object; says why
   */
  static RawRecord parse(String json, TagColumns tags) {
    JsonNode node = tags.named(object(json));
    JsonNode text = first(node, "text");
    JsonNode words = first(node, "words", "tokens");
    if (text == null && words == null) {
      throw new IllegalArgumentException("neither 'text' nor 'words' nor 'tokens' is given");
    }
    return new RawRecord(
        id(first(node, "id")),
        text == null ? null : string(text, "'text'"),
        words == null ? null : each(words, "word", JsonRecord::word),
        gold(node, words),
        List.of());
  }

  private static ObjectNode object(String json) {
    try {
      JsonNode node = JsonFormat.MAPPER.readTree(json);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not JSON at column %d: %s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage()),
          e);
    }
    throw new IllegalArgumentException(
        "not a JSON object; each line is to hold one {...} of its own");
  }

  private static RecordGold gold(JsonNode node, JsonNode words) {
    JsonNode tags = first(node, "tags", "ner_tags");
    if (tags != null) {
      return sentence -> {
        List<String> read = each(tags, "tag", JsonRecord::string);
        if (words == null) {
          throw new IllegalArgumentException(
              "tags need the words they belong to, given as 'words'");
        }
        return RecordGold.ofTags(read, sentence);
      };
    }
    JsonNode spans = first(node, "spans", "entities");
    if (spans != null) {
      return sentence -> RecordGold.ofSpans(each(spans, "span", JsonRecord::span), sentence);
    }
    JsonNode label = first(node, "label", "labels");
    if (label == null || !label.isArray() || !label.isEmpty() && !label.get(0).isArray()) {
      // A label that is no list of lists is a text's class, as for classification: no gold here.
      return null;
    }
    return sentence -> RecordGold.ofSpans(each(label, "label", JsonRecord::triple), sentence);
  }

  private static GivenWord word(JsonNode word, String name) {
    return word.isObject()
        ? new GivenWord(
            string(word.path("text"), "'text' of " + name),
            word.hasNonNull("start") ? (Integer) integer(word, "start", name) : null,
            word.hasNonNull("end") ? (Integer) integer(word, "end", name) : null)
        : GivenWord.of(string(word, name));
  }

  private static GivenSpan span(JsonNode span, String name) {
    if (!span.isObject()) {
      throw new IllegalArgumentException("%s is %s, not an object".formatted(name, span));
    }
    boolean inWords = span.hasNonNull("start_word") || span.hasNonNull("end_word");
    String unit = inWords ? "_word" : span.hasNonNull("start_offset") ? "_offset" : "";
    return new GivenSpan(
        inWords,
        integer(span, "start" + unit, name),
        integer(span, "end" + unit, name),
        type(span.hasNonNull("type") ? span.get("type") : span.path("label"), name));
  }

  private static GivenSpan triple(JsonNode span, String name) {
    if (!span.isArray() || span.size() != 3) {
      throw new IllegalArgumentException("%s is %s, not [start, end, type]".formatted(name, span));
    }
    return new GivenSpan(
        false,
        integer(span.get(0), "start of " + name),
        integer(span.get(1), "end of " + name),
        type(span.get(2), name));
  }

  private static JsonNode first(JsonNode node, String... names) {
    for (String name : names) {
      if (node.hasNonNull(name)) {
        return node.get(name);
      }
    }
    return null;
  }

  private static String id(JsonNode id) {
    if (id != null && !id.isTextual() && !id.isNumber()) {
      throw new IllegalArgumentException("'id' is neither a string nor a number");
    }
    return id == null ? null : id.asText();
  }

  /**
   * @param one what messages call an element, such as {@code word} of {@code words}
   */
  private static <T> List<T> each(
      JsonNode list, String one, BiFunction<JsonNode, String, T> reading) {
    if (!list.isArray()) {
      throw new IllegalArgumentException("'%ss' is not a list".formatted(one));
    }
    List<T> all = new ArrayList<>();
    list.forEach(node -> all.add(reading.apply(node, one + " " + (all.size() + 1))));
    return all;
  }

  private static String string(JsonNode node, String name) {
    if (!node.isTextual()) {
      throw problem(node, name, "string");
    }
    return node.textValue();
  }

  private static String type(JsonNode node, String name) {
    if (node.isNumber()) {
      throw new IllegalArgumentException(
          "the type of %s is the number %s, and nothing says what it means; %s"
              .formatted(name, node, ClassNames.WAY_OUT));
    }
    String type = string(node, "type of " + name);
    if (type.isBlank() || !type.strip().equals(type)) {
      throw new IllegalArgumentException(
          "'%s' is no name for the entity type of %s".formatted(type, name));
    }
    return type;
  }

  private static int integer(JsonNode node, String field, String name) {
    return integer(node.path(field), "'%s' of %s".formatted(field, name));
  }

  private static int integer(JsonNode node, String name) {
    if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToInt()) {
      throw problem(node, name, "whole number");
    }
    return node.intValue();
  }

  private static IllegalArgumentException problem(JsonNode node, String name, String wanted) {
    return new IllegalArgumentException(
        "%s is %s, not a %s".formatted(name, node.isMissingNode() ? "absent" : node, wanted));
  }
}
