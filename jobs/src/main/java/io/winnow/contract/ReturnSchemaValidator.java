package io.winnow.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Finds a return's columns by name and refuses a schema that can't hold a return. */
record ReturnSchemaValidator(String file, MessageType schema) {

  private static final String STRING = "string";
  private static final String NUMBER = "number";

  /**
   * A tool that saw only nulls or empty lists had to invent a type, most often INT32. Such a column
   * is fine for as long as it holds nothing.
   */
  static boolean isPlaceholder(Type type) {
    return type.isPrimitive()
        && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32;
  }

  /** A type on one line. */
  static String describe(Type type) {
    return type.toString().replaceAll("\\s+", " ").strip();
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
      take(name, STRING, Cell::readsAsText, found);
    }
    take(Contract.STATUS, STRING, Cell::readsAsText, found);
    take(Contract.COMMENT, STRING, Cell::readsAsText, found);
    take(Contract.IMPORT_ERROR, STRING, Cell::readsAsText, found);
    take(Contract.SECONDS, NUMBER, Cell::readsAsNumber, found);
    if (!schema.containsField(Contract.SPANS) && !schema.containsField(Contract.TAGS)) {
      throw breach(
          "columns 'spans' and 'tags' are both missing%s%s"
              .formatted(otherCase(Contract.SPANS), otherCase(Contract.TAGS)));
    }
    take(
        Contract.SPANS,
        "list<struct<start_word,end_word,type>> or list<struct<start,end,type,text>>",
        ReturnSchemaValidator::holdsSpans,
        found);
    take(Contract.TAGS, "list<string>", ReturnSchemaValidator::holdsTags, found);
    return new MessageType(schema.getName(), found);
  }

  private void take(String name, String expected, Predicate<Type> fits, List<Type> found) {
    if (!schema.containsField(name)) {
      return;
    }
    Type type = schema.getType(name);
    if (!fits.test(type)) {
      throw breach("column '%s' must be %s, it is %s".formatted(name, expected, describe(type)));
    }
    found.add(type);
  }

  private static boolean holdsSpans(Type column) {
    return ListShape.of(column)
        .map(list -> isPlaceholder(list.element()) || isSpan(list.element()))
        .orElse(isPlaceholder(column));
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
        && fieldFits(struct, Contract.TYPE, Cell::readsAsText)
        && (!struct.containsField(Contract.TEXT)
            || fieldFits(struct, Contract.TEXT, Cell::readsAsText));
  }

  private static boolean areOffsets(GroupType struct, String start, String end) {
    return fieldFits(struct, start, Cell::readsAsNumber)
        && fieldFits(struct, end, Cell::readsAsNumber);
  }

  private static boolean fieldFits(GroupType struct, String name, Predicate<Type> fits) {
    return struct.containsField(name) && fits.test(struct.getType(name));
  }

  private static boolean holdsTags(Type column) {
    return ListShape.of(column)
        .map(list -> Cell.readsAsText(list.element()))
        .orElse(isPlaceholder(column));
  }

  private String otherCase(String name) {
    return columnNames().stream()
        .filter(column -> column.equalsIgnoreCase(name))
        .findFirst()
        .map(column -> " (there is '%s'; the case of names counts)".formatted(column))
        .orElse("");
  }

  private List<String> columnNames() {
    return schema.getFields().stream().map(Type::getName).toList();
  }

  private ContractBreachException breach(String what) {
    return ContractBreachException.columns(file, what, columnNames());
  }
}
