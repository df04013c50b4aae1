package io.winnow.spans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.exchange.ImportDoor;
import io.winnow.files.TemporaryFolder;
import io.winnow.jobs.ingest.InitDoor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the spelling, the shape and the place in the record, both doors read the same spans. */
class SpanSpellingsLawsTest {

  private static final String TEXT = "Ida kam nach Ulm";

  /** Words of the names of two fields; the second is the end, or a length. */
  private static final List<List<String>> PLACES =
      List.of(
          List.of("start", "end"),
          List.of("start offset", "end offset"),
          List.of("begin offset", "end offset"),
          List.of("start char", "end char"),
          List.of("char start", "char end"),
          List.of("begin", "end"),
          List.of("start", "stop"),
          List.of("start index", "end index"),
          List.of("start idx", "end idx"),
          List.of("start pos", "end pos"),
          List.of("from", "to"),
          List.of("offset", "length"),
          List.of("start", "length"));

  private static final List<String> RANGES =
      List.of("indices", "offsets", "span", "range", "position", "char span", "location");

  private static final List<String> TYPES =
      List.of("type", "label", "labels", "entity type", "entity group", "tag", "category", "class");

  private static final List<String> QUOTES = List.of("text", "surface form", "mention", "word");

  private static final List<UnaryOperator<String>> SPELLINGS =
      List.of(
          words -> words.replace(' ', '_'),
          words -> words.replace(' ', '-'),
          words -> words.replace(" ", ""),
          words -> words.replace(' ', '_').toUpperCase(Locale.ROOT),
          SpanSpellingsLawsTest::camel);

  /** One span as a value of JSON. */
  private interface Shape {
    JsonNode of(int start, int end, String type);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    Arbitrary<UnaryOperator<String>> spellings = Arbitraries.of(SPELLINGS);
    Arbitrary<Shape> pairs =
        Combinators.combine(
                Arbitraries.of(PLACES), Arbitraries.of(TYPES), Arbitraries.of(QUOTES), spellings)
            .as(
                (place, typed, quoted, spelling) ->
                    (start, end, type) -> {
                      int second = place.get(1).equals("length") ? end - start : end;
                      return fields(spelling, typed, quoted, TEXT.substring(start, end), type)
                          .put(spelling.apply(place.get(0)), start)
                          .put(spelling.apply(place.get(1)), second);
                    });
    Arbitrary<Shape> ranges =
        Combinators.combine(
                Arbitraries.of(RANGES), Arbitraries.of(TYPES), Arbitraries.of(QUOTES), spellings)
            .as(
                (place, typed, quoted, spelling) ->
                    (start, end, type) -> {
                      ObjectNode span =
                          fields(spelling, typed, quoted, TEXT.substring(start, end), type);
                      span.putArray(spelling.apply(place)).add(start).add(end);
                      return span;
                    });
    Arbitrary<Shape> lists =
        Arbitraries.of(
            (start, end, type) -> array().add(start).add(end).add(type),
            (start, end, type) -> array().add(type).add(start).add(end),
            (start, end, type) ->
                array().add(start).add(end).add(type).add(TEXT.substring(start, end)));
    return Arbitraries.oneOf(
        pairs, ranges, lists, Combinators.combine(pairs, Arbitraries.just("value")).as(this::in));
  }

  private Shape in(Shape shape, String wrapper) {
    return (start, end, type) -> {
      ObjectNode outer = JsonNodeFactory.instance.objectNode().put("id", "x" + start);
      outer.set(wrapper, shape.of(start, end, type));
      return outer;
    };
  }

  @Property(tries = 50)
  void bothDoorsReadTheSame(
      @ForAll("shapes") Shape shape, @ForAll("paths") List<String> path, @ForAll boolean isFolded)
      throws IOException {
    ArrayNode spans = array().add(shape.of(0, 3, "PER")).add(shape.of(13, 16, "LOC"));
    JsonNode field = isFolded && isFoldable(spans) ? folded(spans) : spans;
    for (String name : path) {
      JsonNode inner = field;
      field =
          name.equals("[]")
              ? array().add(inner)
              : JsonNodeFactory.instance.objectNode().set(name, inner);
    }
    String record =
        "{\"text\":\"%s\",%s,%s".formatted(TEXT, ImportDoor.IDS, field.toString().substring(1));
    try (TemporaryFolder folder = TemporaryFolder.create("spellings")) {
      assertThat(InitDoor.spans(record)).as(record).isEqualTo("Ida PER, Ulm LOC");
      assertThat(new ImportDoor(folder.path(), TEXT).spans("prodigy", record))
          .as(record)
          .isEqualTo("Ida PER, Ulm LOC");
    }
  }

  /** From within to without; the outermost is a field of the record. */
  @Provide
  Arbitrary<List<String>> paths() {
    return Arbitraries.of(
        List.of("spans"),
        List.of("entities"),
        List.of("ner"),
        List.of("gold", "annotation"),
        List.of("result", "[]", "annotations"),
        List.of("names", "of", "layers"),
        List.of("x", "y", "[]", "z"));
  }

  private static ObjectNode fields(
      UnaryOperator<String> spelling, String typed, String quoted, String quote, String type) {
    ObjectNode span = JsonNodeFactory.instance.objectNode();
    if (typed.equals("labels")) {
      span.putArray(spelling.apply(typed)).add(type);
    } else {
      span.put(spelling.apply(typed), type);
    }
    return span.put(spelling.apply(quoted), quote);
  }

  /** Whether a place is in two fields of numbers. */
  private static boolean isFoldable(ArrayNode spans) {
    int numbers = 0;
    for (JsonNode value : spans.get(0)) {
      numbers += spans.get(0).isObject() && value.isNumber() ? 1 : 0;
    }
    return numbers == 2;
  }

  private static ObjectNode folded(ArrayNode spans) {
    ObjectNode folded = JsonNodeFactory.instance.objectNode();
    spans
        .get(0)
        .fieldNames()
        .forEachRemaining(
            name -> spans.forEach(span -> folded.withArray("/" + name).add(span.get(name))));
    return folded;
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  private static String camel(String words) {
    StringBuilder camel = new StringBuilder();
    for (String word : words.split(" ")) {
      camel.append(
          camel.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }
}
