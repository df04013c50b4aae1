package io.winnow.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The columns of a return that matter, and how to read a row by them.
 *
 * @param file the return's name, for rows and errors
 * @param projection those columns alone, as the file has them
 * @param spans empty where the column is missing or a placeholder; so is {@code tags}
 */
record ReturnColumns(
    String file, MessageType projection, Optional<ListShape> spans, Optional<ListShape> tags) {

  /**
   * @throws ContractBreachException if a required column is missing or a column has a type that
   *     can't hold its values
   */
  static ReturnColumns of(String file, MessageType schema) {
    return new ReturnColumns(
        file,
        new ReturnSchemaCheck(file, schema).projection(),
        list(schema, Contract.SPANS),
        list(schema, Contract.TAGS));
  }

  private static Optional<ListShape> list(MessageType schema, String name) {
    return schema.containsField(name) ? ListShape.of(schema.getType(name)) : Optional.empty();
  }

  ReturnedRow row(Group row, long number) {
    return new ReturnedRow(
        file,
        number,
        text(row, Contract.RECORD_ID),
        text(row, Contract.BATCH_ID),
        text(row, Contract.ANNOTATOR_ID),
        text(row, Contract.STATUS),
        spans(row),
        tags(row),
        number(row, Contract.SECONDS),
        text(row, Contract.COMMENT),
        text(row, Contract.IMPORT_ERROR));
  }

  private List<ReturnedSpan> spans(Group row) {
    List<Cell> elements = elements(row, Contract.SPANS, spans);
    if (elements == null) {
      return null;
    }
    List<ReturnedSpan> read = new ArrayList<>(elements.size());
    for (Cell element : elements) {
      if (ReturnSchemaCheck.isPlaceholder(spans.orElseThrow().element())) {
        throw wrongType(Contract.SPANS);
      }
      read.add(span(element.group()));
    }
    return read;
  }

  private static ReturnedSpan span(Group span) {
    return span == null
        ? new ReturnedSpan(null, null, null, null, null, null)
        : new ReturnedSpan(
            number(span, Contract.START_WORD),
            number(span, Contract.END_WORD),
            number(span, Contract.START),
            number(span, Contract.END),
            text(span, Contract.TYPE),
            text(span, Contract.TEXT));
  }

  private List<String> tags(Group row) {
    List<Cell> elements = elements(row, Contract.TAGS, tags);
    return elements == null ? null : elements.stream().map(Cell::text).toList();
  }

  private List<Cell> elements(Group row, String column, Optional<ListShape> shape) {
    if (shape.isPresent()) {
      return shape.get().elements(row);
    }
    if (!new Cell(row, column, 0).isNull()) {
      throw wrongType(column);
    }
    return null;
  }

  private static String text(Group group, String field) {
    return new Cell(group, field, 0).text();
  }

  private static Number number(Group group, String field) {
    return new Cell(group, field, 0).number();
  }

  private ContractBreachException wrongType(String column) {
    return ContractBreachException.columns(
        file,
        "column '%s' must be a list, it holds values of %s"
            .formatted(column, ReturnSchemaCheck.describe(projection.getType(column))),
        projection.getFields().stream().map(Type::getName).toList());
  }
}
