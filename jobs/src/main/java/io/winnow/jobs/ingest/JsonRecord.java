package io.winnow.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.ingest.RawRecord.GivenSpan;
import io.winnow.jobs.ingest.RawRecord.GivenWord;
import io.winnow.json.JsonFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * One record as a JSON object:
 *
 * <ul>
 *   <li>{@code text}, or {@code words} or {@code tokens}, or both. Words are strings, or objects
 *       with {@code text} and maybe {@code start} and {@code end}.
 *   <li>{@code id}: a string or a number.
 *   <li>Gold, the first of: {@code tags} or {@code ner_tags} (strings, one a word); {@code spans}
 *       or {@code entities} (see {@link JsonSpans}); {@code label} or {@code labels} as doccano
 *       writes them, {@code [[start, end, type], ...]}.
 * </ul>
 *
 * A field that is null counts as absent; other fields are ignored.
 */
final class JsonRecord {

  /** Every field that is looked at. */
  static final List<String> FIELDS =
      List.of(
          "id",
          "text",
          "words",
          "tokens",
          "tags",
          "ner_tags",
          "spans",
          "entities",
          "label",
          "labels");

  private JsonRecord() {}

  /**
   * @throws IllegalArgumentException if the line is no such object; says why
   */
  static RawRecord parse(String line) {
    JsonNode node = object(line);
    RawRecord bare = unlabelled(node);
    JsonNode tags = first(node, "tags", "ner_tags");
    JsonNode spans = first(node, "spans", "entities");
    JsonNode label = first(node, "label", "labels");
    return new RawRecord(
        bare.sourceId(),
        bare.text(),
        bare.words(),
        tags == null ? null : tags(tags),
        tags == null ? spans(spans, label) : null);
  }

  /**
   * The same, but ignores gold in any form.
   *
   * @throws IllegalArgumentException if the line is no such object; says why
   */
  static RawRecord parseUnlabelled(String line) {
    return unlabelled(object(line));
  }

  private static RawRecord unlabelled(JsonNode node) {
    JsonNode text = first(node, "text");
    JsonNode words = first(node, "words", "tokens");
    if (text == null && words == null) {
      throw new IllegalArgumentException("neither 'text' nor 'words' nor 'tokens' is given");
    }
    return new RawRecord(
        id(first(node, "id")),
        text == null ? null : string(text, "'text'"),
        words == null ? null : words(words),
        null,
        null);
  }

  private static JsonNode object(String line) {
    JsonNode node = tree(line);
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          "not a JSON object; each line is to hold one {...} of its own");
    }
    return node;
  }

  /** A label that is no list of lists is a text's class, as for classification: no gold here. */
  private static List<GivenSpan> spans(JsonNode spans, JsonNode label) {
    if (spans != null) {
      return JsonSpans.ofObjects(spans);
    }
    boolean isDoccano =
        label != null && label.isArray() && (label.isEmpty() || label.get(0).isArray());
    return isDoccano ? JsonSpans.ofTriples(label) : null;
  }

  private static JsonNode tree(String line) {
    try {
      return JsonFormat.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not JSON at column %d: %s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage()),
          e);
    }
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
    if (id == null) {
      return null;
    }
    if (!id.isTextual() && !id.isNumber()) {
      throw new IllegalArgumentException("'id' is neither a string nor a number");
    }
    return id.asText();
  }

  private static List<GivenWord> words(JsonNode list) {
    List<GivenWord> words = new ArrayList<>();
    for (JsonNode word : elements(list, "words")) {
      String name = "word " + (words.size() + 1);
      if (word.isObject()) {
        JsonNode start = first(word, "start");
        JsonNode end = first(word, "end");
        words.add(
            new GivenWord(
                string(word.path("text"), "'text' of " + name),
                start == null ? null : JsonSpans.integer(start, "'start' of " + name),
                end == null ? null : JsonSpans.integer(end, "'end' of " + name)));
      } else {
        words.add(GivenWord.of(string(word, name)));
      }
    }
    return words;
  }

  private static List<String> tags(JsonNode list) {
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : elements(list, "tags")) {
      tags.add(string(tag, "tag " + (tags.size() + 1)));
    }
    return tags;
  }

  static JsonNode elements(JsonNode list, String name) {
    if (!list.isArray()) {
      throw new IllegalArgumentException("'%s' is not a list".formatted(name));
    }
    return list;
  }

  static String string(JsonNode node, String name) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException(
          "%s is %s, not a string".formatted(name, node.isMissingNode() ? "absent" : node));
    }
    return node.textValue();
  }
}
