package io.winnow.contract;

import io.winnow.contract.parquet.ColumnTypes;
import io.winnow.display.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Finds a return's columns by name and refuses a schema that can't hold a return. */
record ReturnSchemaValidator(String file, MessageType schema) {

  private static final Set<String> USED =
      Set.of(
          Contract.RECORD_ID,
          Contract.BATCH_ID,
          Contract.ANNOTATOR_ID,
          Contract.STATUS,
          Contract.SPANS,
          Contract.TAGS,
          Contract.SECONDS,
          Contract.COMMENT,
          Contract.IMPORT_ERROR);

  /** Fields of a span that have a meaning, but for its quote; and what suggestions have. */
  private static final Set<String> USED_OF_SPANS =
      Set.of(
          Contract.START_WORD,
          Contract.END_WORD,
          Contract.START,
          Contract.END,
          Contract.TYPE,
          "confidence");

  /** How tools call the text of a span. */
  private static final List<String> QUOTES =
      List.of(
          Contract.TEXT,
          "quote",
          "surface",
          "surface_form",
          "mention",
          "span_text",
          "entity_text",
          "word");

  /** A type on one line, or its beginning. */
  static String describe(Type type) {
    return Excerpt.of(type.toString().replaceAll("\\s+", " ").strip());
  }

  /**
   * The columns that matter, as the file has them.
   *
   * @throws ContractBreachException if one is missing or of an impossible type
   */
  MessageType projection() {
    List<Type> found = new ArrayList<>();
    for (String name : List.of(Contract.RECORD_ID, Contract.BATCH_ID, Contract.ANNOTATOR_ID)) {
      if (!schema.containsField(name)) {
        throw breach("column '%s' is missing%s".formatted(name, otherCase(name)));
      }
      take(name, "string", ColumnTypes::isText, found);
    }
    for (String name : List.of(Contract.STATUS, Contract.COMMENT, Contract.IMPORT_ERROR)) {
      take(name, "string", ColumnTypes::isText, found);
    }
    found.addAll(EchoedText.columns(schema));
    take(Contract.SECONDS, "number", ColumnTypes::isNumber, found);
    if (!schema.containsField(Contract.SPANS) && !schema.containsField(Contract.TAGS)) {
      throw breach(
          "columns 'spans' and 'tags' are both missing%s%s%s"
              .formatted(
                  otherCase(Contract.SPANS), otherCase(Contract.TAGS), answersOfAnotherName()));
    }
    take(
        Contract.SPANS,
        "list<struct<start_word,end_word,type>> or list<struct<start,end,type,text>>",
        listOf(element -> ColumnTypes.isPlaceholder(element) || isSpan(element)),
        found);
    take(Contract.TAGS, "list<string>", listOf(ColumnTypes::isText), found);
    return new MessageType(schema.getName(), found);
  }

  /** Columns without a meaning in a return, but for those that come with a batch. */
  List<String> unused() {
    Set<String> echoed =
        EchoedText.columns(schema).stream().map(Type::getName).collect(Collectors.toSet());
    return columnNames().stream()
        .filter(name -> !USED.contains(name) && !echoed.contains(name))
        .filter(name -> !Contract.BATCH.containsField(name))
        .toList();
  }

  /** Fields of spans without a meaning, such as {@code spans.score}. */
  List<String> unusedFields() {
    String quote = quote();
    return span().stream()
        .flatMap(struct -> struct.getFields().stream())
        .map(Type::getName)
        .filter(name -> !USED_OF_SPANS.contains(name) && !name.equals(quote))
        .map(name -> Contract.SPANS + "." + name)
        .toList();
  }

  /** The field in which a span quotes the sentence, if one does. */
  String quote() {
    return span()
        .flatMap(
            struct ->
                QUOTES.stream()
                    .filter(
                        name ->
                            fits(
                                struct,
                                name,
                                it -> ColumnTypes.isText(it) && !ColumnTypes.isNumber(it)))
                    .findFirst())
        .orElse(Contract.TEXT);
  }

  private Optional<GroupType> span() {
    return schema.containsField(Contract.SPANS)
        ? ColumnTypes.element(schema.getType(Contract.SPANS))
            .filter(element -> !element.isPrimitive())
            .map(Type::asGroupType)
        : Optional.empty();
  }

  private String answersOfAnotherName() {
    return unused().stream()
        .filter(name -> AnswerShapes.looksLikeSpans(schema.getType(name)))
        .findFirst()
        .map(Excerpt::of)
        .map("; column '%s' looks like spans: call it so"::formatted)
        .orElse("");
  }

  private void take(String name, String expected, Predicate<Type> fits, List<Type> found) {
    if (schema.containsField(name)) {
      Type type = schema.getType(name);
      if (!fits.test(type)) {
        throw breach("column '%s' must be %s, it is %s".formatted(name, expected, describe(type)));
      }
      found.add(type);
    }
  }

  private static Predicate<Type> listOf(Predicate<Type> fits) {
    return column ->
        ColumnTypes.element(column).map(fits::test).orElse(ColumnTypes.isPlaceholder(column));
  }

  private static boolean isSpan(Type element) {
    if (element.isPrimitive()) {
      return false;
    }
    GroupType struct = element.asGroupType();
    boolean byWord = struct.containsField(Contract.START_WORD);
    boolean byCharacter = struct.containsField(Contract.START);
    return (byWord || byCharacter)
        && (!byWord || areOffsets(struct, Contract.START_WORD, Contract.END_WORD))
        && (!byCharacter || areOffsets(struct, Contract.START, Contract.END))
        && fits(struct, Contract.TYPE, ColumnTypes::isText)
        && (!struct.containsField(Contract.TEXT)
            || fits(struct, Contract.TEXT, ColumnTypes::isText));
  }

  private static boolean areOffsets(GroupType struct, String start, String end) {
    return fits(struct, start, ColumnTypes::isNumber) && fits(struct, end, ColumnTypes::isNumber);
  }

  private static boolean fits(GroupType struct, String name, Predicate<Type> fits) {
    return struct.containsField(name) && fits.test(struct.getType(name));
  }

  private String otherCase(String name) {
    return columnNames().stream()
        .filter(column -> column.equalsIgnoreCase(name))
        .findFirst()
        .map(Excerpt::of)
        .map(column -> " (there is '%s'; the case of names counts)".formatted(column))
        .orElse("");
  }

  List<String> columnNames() {
    return schema.getFields().stream().map(Type::getName).toList();
  }

  private ContractBreachException breach(String what) {
    return ContractBreachException.columns(file, what, columnNames());
  }
}
