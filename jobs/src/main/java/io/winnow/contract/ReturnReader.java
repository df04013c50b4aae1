package io.winnow.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.parquet.BeyondBudgetException;
import io.winnow.contract.parquet.ColumnTypes;
import io.winnow.contract.parquet.ParquetRows;
import io.winnow.contract.parquet.ParquetRows.Undecodable;
import io.winnow.contract.parquet.ReadBudget;
import io.winnow.contract.parquet.ReaderLostException;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads one returned file of any tool, row by row. Integers may have any width or be whole
 * floating-point numbers or decimals; strings need no annotation; lists may have two or three
 * levels; columns and fields may come in any order; there may be more columns than needed, and
 * optional ones may be missing.
 */
final class ReturnReader implements Closeable {

  /**
   * No value that means anything is longer; of a longer one the beginning is read, and one more.
   */
  static final int MOST_CHARACTERS = 10_000;

  private final Delivery file;
  private final ParquetRows parquet;

  /** The columns that matter, as the file has them. */
  private final MessageType projection;

  private final List<String> columns;
  private final List<String> unused;
  private final List<String> unusedFields;

  /** The field in which a span quotes the sentence. */
  private final String quote;

  private EchoedText echoed;
  private long next;

  private ReturnReader(Delivery file, ParquetRows parquet) throws IOException {
    this.file = file;
    this.parquet = parquet;
    ReturnSchemaValidator schema = new ReturnSchemaValidator(file.name(), parquet.schema());
    this.projection = schema.projection();
    this.columns = schema.columnNames();
    this.unused = schema.unused();
    this.unusedFields = schema.unusedFields();
    this.quote = schema.quote();
    parquet.want(
        projection.getFields().stream().map(Type::getName).collect(Collectors.toSet()),
        MOST_CHARACTERS,
        Undecodable.REFUSED);
  }

  /**
   * @throws ContractBreachException if the file is no whole Parquet file, lacks a required column,
   *     or has a column of a type that can't hold its values
   * @throws BeyondBudgetException if reading it takes more than it may
   * @throws IOException if the file can't be reached
   */
  static ReturnReader open(
      ParquetRows.Source source, FileSystem fs, Delivery file, ReadBudget budget)
      throws IOException {
    if (file.length() == 0) {
      throw ContractBreachException.unreadable(file.name(), "it is empty (0 bytes)", null);
    }
    ParquetRows parquet;
    try {
      parquet = source.open(fs, file.path(), budget);
    } catch (BeyondBudgetException | ReaderLostException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ContractBreachException.unreadable(
          file.name(),
          "it is no Parquet file, or not a whole one (%s)"
              .formatted(ContractBreachException.reason(e)),
          e);
    }
    try {
      return new ReturnReader(file, parquet);
    } catch (IOException | RuntimeException e) {
      parquet.close();
      throw e;
    }
  }

  /**
   * The next row in the file's order; null at the end.
   *
   * @throws ContractBreachException if the file is damaged from here on
   * @throws BeyondBudgetException if reading it takes more than it may
   */
  ReturnedAnnotation next() throws IOException {
    try {
      JsonNode row = parquet.next();
      ReturnedAnnotation read = row == null ? null : annotation(row);
      next++;
      return read;
    } catch (ContractBreachException | BeyondBudgetException | ReaderLostException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ContractBreachException.unreadable(
          file.name(),
          "it is damaged at row %d (%s)".formatted(next, ContractBreachException.reason(e)),
          e);
    }
  }

  /** What the last row repeats of its sentence. */
  EchoedText echoed() {
    return echoed;
  }

  /** All columns, in the file's order. */
  List<String> columns() {
    return columns;
  }

  /** Those that nobody asked for. */
  List<String> unused() {
    return unused;
  }

  /** Fields of spans that nobody asked for, such as {@code spans.score}. */
  List<String> unusedFields() {
    return unusedFields;
  }

  private ReturnedAnnotation annotation(JsonNode row) {
    echoed = EchoedText.of(row);
    return new ReturnedAnnotation(
        text(row.get(Contract.RECORD_ID)),
        text(row.get(Contract.BATCH_ID)),
        text(row.get(Contract.ANNOTATOR_ID)),
        text(row.get(Contract.STATUS)),
        list(row, Contract.SPANS, this::span),
        list(row, Contract.TAGS, ReturnReader::text),
        number(row.get(Contract.SECONDS)),
        text(row.get(Contract.COMMENT)),
        text(row.get(Contract.IMPORT_ERROR)));
  }

  private <T> List<T> list(JsonNode row, String column, Function<JsonNode, T> element) {
    JsonNode list = row.path(column);
    if (list.isMissingNode()) {
      return null;
    }
    if (!list.isArray()) {
      throw wrongType(column);
    }
    List<T> elements = new ArrayList<>(list.size());
    list.forEach(value -> elements.add(element.apply(value)));
    return elements;
  }

  private ReturnedAnnotation.Span span(JsonNode span) {
    Type element = ColumnTypes.element(projection.getType(Contract.SPANS)).orElseThrow();
    if (ColumnTypes.isPlaceholder(element)) {
      throw wrongType(Contract.SPANS);
    }
    return new ReturnedAnnotation.Span(
        number(span.get(Contract.START_WORD)),
        number(span.get(Contract.END_WORD)),
        number(span.get(Contract.START)),
        number(span.get(Contract.END)),
        text(span.get(Contract.TYPE)),
        text(span.get(quote)));
  }

  /** Null for null; an id that a tool kept as a number, such as 7 or 7.00, is {@code "7"}. */
  private static String text(JsonNode value) {
    Number number = number(value);
    if (number instanceof Double real && real == Math.rint(real) && !real.isInfinite()) {
      return new BigDecimal(real).toPlainString();
    }
    if (number instanceof BigDecimal decimal && decimal.stripTrailingZeros().scale() <= 0) {
      return decimal.toBigInteger().toString();
    }
    return number != null ? number.toString() : value == null ? null : only(value).textValue();
  }

  private static Number number(JsonNode value) {
    return value == null ? null : only(value).numberValue();
  }

  /** A column without a list's meaning may still be a repeated one; its first value counts. */
  private static JsonNode only(JsonNode value) {
    return value.isArray() ? value.path(0) : value;
  }

  private ContractBreachException wrongType(String column) {
    return ContractBreachException.columns(
        file.name(),
        "column '%s' must be a list, it holds values of %s"
            .formatted(column, ReturnSchemaValidator.describe(projection.getType(column))),
        projection.getFields().stream().map(Type::getName).toList());
  }

  @Override
  public void close() throws IOException {
    parquet.close();
  }
}
