package io.winnow.jobs.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.jobs.ingest.RawRecord.GivenWord;
import io.winnow.json.JsonFormat;
import io.winnow.json.JsonValues;
import io.winnow.spans.SpanReader;
import io.winnow.text.OffsetUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * One record as a JSON object, or as spaCy's {@code ["text", {"entities": [...]}]}:
 *
 * <ul>
 *   <li>{@code text}, or {@code words} or {@code tokens}, or both. Words are strings, or objects
 *       with {@code text} or a place in the text, or both.
 *   <li>{@code id}: a string or a number.
 *   <li>Gold: {@code tags} or {@code ner_tags} (strings, one a word); or a list of spans, as {@link
 *       SpanReader} reads them, in {@code spans}, {@code entities}, {@code label}, {@code labels}
 *       or any other field, see {@link GoldLists}. Several have to say the same. A {@code label}
 *       that is a string or a number is a text's class: no gold.
 * </ul>
 *
 * A field that is null counts as absent. Other fields with one value each are metadata, see {@link
 * KeptFields}. What is not used is remarked.
 */
final class JsonRecord {

  /** Every field that is looked at in any case. */
  static final List<String> FIELDS =
      List.of("id text words tokens tags ner_tags spans entities label labels".split(" "));

  /** Each field once: of two, a parser takes the last. */
  static final ObjectReader STRICT =
      JsonFormat.MAPPER.reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** Fields that are used, or that only mean something where batches are annotated. */
  private static final Set<String> NOT_REMARKED =
      Set.of(
          "id",
          "text",
          "words",
          "tokens",
          "record_id",
          "batch_id",
          "annotator_id",
          "annotator",
          "position",
          "status",
          "seconds");

  private JsonRecord() {}

  static RawRecord parse(String json, TagColumns tags, OffsetUnit unit) {
    return parse(tree(json), tags, unit);
  }

  /**
   * @param tags finds the field with tags
   * @param unit what offsets of spans count
   * @throws IllegalArgumentException if it is no such object; says why
   */
  static RawRecord parse(JsonNode json, TagColumns tags, OffsetUnit unit) {
    ObjectNode node = tags.named(object(json));
    JsonNode text = first(node, "text");
    JsonNode words = first(node, "words", "tokens");
    if (text == null && words == null) {
      throw new IllegalArgumentException(
          "neither 'text' nor 'words' nor 'tokens' is given"
              + (node.isEmpty() ? "" : "; there are " + fields(node)));
    }
    List<Remark> remarks = new ArrayList<>();
    ObjectNode metadata = tags.kept().of(node);
    RecordGold gold = gold(node, words, unit, metadata, remarks);
    return new RawRecord(
        id(first(node, "id")),
        text == null ? null : JsonValues.string(text, "'text'"),
        words == null ? null : each(words, "word", (word, name) -> word(word, name, text != null)),
        gold,
        remarks,
        metadata);
  }

  /** A gold that can't be read is no error before it is asked for. */
  private static RecordGold gold(
      JsonNode node, JsonNode words, OffsetUnit unit, ObjectNode metadata, List<Remark> remarks) {
    try {
      GoldLists found = GoldLists.of(node, tags(node));
      Set<String> unused = new TreeSet<>();
      for (String field : fields(node)) {
        if (!NOT_REMARKED.contains(field) && !metadata.has(field)) {
          unused.add(field);
        }
      }
      unused.removeIf(field -> KeptFields.isAllKept(field, node.get(field), metadata));
      unused.removeIf(
          field -> !node.hasNonNull(field) || node.get(field) == tags(node) || found.areIn(field));
      unused.forEach(field -> remarks.add(Remark.unused(field)));
      RecordGold gold = gold(node, words, found, unit);
      if (gold == null) {
        found.found().empty().forEach(path -> remarks.add(Remark.empty(path)));
      }
      if (isDeclined(node)) {
        remarks.add(
            Remark.warning("records whose answer is not accept, taken as not annotated", ""));
        return null;
      }
      found.lists().forEach(list -> remarks.add(Remark.spans(list.kind())));
      if (!found.found().leftOut().isEmpty() && found.hasSpans()) {
        remarks.add(Remark.warning(Answers.LEFT_OUT, ""));
      }
      found
          .deep()
          .forEach(
              list ->
                  remarks.add(
                      Remark.note("entities are the spans in '%s'".formatted(list.kind()))));
      return gold;
    } catch (IllegalArgumentException e) {
      return sentence -> {
        throw e;
      };
    }
  }

  /** As Prodigy marks what a person did not accept. */
  private static boolean isDeclined(JsonNode node) {
    return Set.of("reject", "ignore").contains(node.path("answer").asText());
  }

  private static ObjectNode object(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    boolean isPair = node.isArray() && node.size() == 2;
    if (isPair && node.get(0).isTextual() && node.get(1) instanceof ObjectNode object) {
      object.set("text", node.get(0));
      return object;
    }
    throw new IllegalArgumentException(
        node.isArray()
            ? oneArray()
            : "not a JSON object; each line is to hold one {...} of its own");
  }

  /**
   * @throws IllegalArgumentException if it is no JSON, or an object has a key twice; says where
   */
  static JsonNode tree(String json) {
    try {
      return STRICT.readTree(json);
    } catch (JsonProcessingException e) {
      boolean isCut = e instanceof JsonEOFException;
      if (json.strip().startsWith("[") && isCut) {
        throw new IllegalArgumentException(oneArray(), e);
      }
      String hint =
          json.strip().startsWith("{") && isCut
              ? "; write each object in one line, as jq -c . FILE does"
              : "";
      throw new IllegalArgumentException(
          "not JSON at column %d: %s%s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage(),
                  hint),
          e);
    }
  }

  private static String oneArray() {
    return "not a JSON object: the file is one JSON array; write one object a line, as jq -c '.[]'"
        + " FILE does";
  }

  private static JsonNode tags(JsonNode node) {
    return first(node, "tags", "ner_tags");
  }

  /**
   * @param words null if there are none
   * @return null if there is none
   */
  private static RecordGold gold(JsonNode node, JsonNode words, GoldLists found, OffsetUnit unit) {
    if (!found.hasSpans() && tags(node) == null) {
      found
          .doubtful()
          .ifPresent(
              path -> {
                throw new IllegalArgumentException(
                    "'%s' looks like spans, but is not understood; call it 'spans', with 'start', 'end' and 'label' in each"
                        .formatted(path));
              });
    }
    SpanGold spans =
        found.lists().isEmpty()
            ? null
            : new SpanGold(
                found.lists().stream().map(GivenSpans::of).toList(), given(node, words), unit);
    if (tags(node) == null) {
      return spans;
    }
    RecordGold tags = ofTags(tags(node), words);
    return spans == null ? tags : tags.same(TagColumns.TAGS, spans.firstName(), spans);
  }

  private static SpanGold.Given given(JsonNode node, JsonNode words) {
    if (words == null) {
      return SpanGold.Given.TEXT;
    }
    return node.hasNonNull("text") ? SpanGold.Given.BOTH : SpanGold.Given.WORDS;
  }

  private static RecordGold ofTags(JsonNode tags, JsonNode words) {
    return sentence -> {
      List<String> read = each(tags, "tag", JsonValues::string);
      if (words == null) {
        throw new IllegalArgumentException("tags need the words they belong to, given as 'words'");
      }
      return RecordGold.ofTags(read, sentence);
    };
  }

  private static GivenWord word(JsonNode word, String name, boolean isInText) {
    if (!word.isObject()) {
      return GivenWord.of(JsonValues.string(word, name));
    }
    boolean isPlaced = word.hasNonNull("start") && word.hasNonNull("end");
    boolean isPlaceAlone = isPlaced && isInText && !word.hasNonNull("text");
    return new GivenWord(
        isPlaceAlone ? null : JsonValues.string(word.path("text"), "'text' of " + name),
        offset(word, "start", name),
        offset(word, "end", name));
  }

  private static Integer offset(JsonNode word, String field, String name) {
    return word.hasNonNull(field)
        ? (Integer) JsonValues.integer(word.get(field), "'%s' of %s".formatted(field, name))
        : null;
  }

  private static JsonNode first(JsonNode node, String... names) {
    for (String name : names) {
      if (node.hasNonNull(name)) {
        return node.get(name);
      }
    }
    return null;
  }

  private static List<String> fields(JsonNode node) {
    List<String> fields = new ArrayList<>();
    node.fieldNames().forEachRemaining(fields::add);
    return fields;
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
}
