package io.winnow.contract;

import io.winnow.contract.InboxFiles.InboxFile;
import io.winnow.contract.ReturnedRow.ReturnedSpan;
import io.winnow.contract.parquet.ParquetIn;
import io.winnow.contract.parquet.PlainFiles;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads one returned file of any tool, row by row. Integers may have any width or be whole
 * floating-point numbers or decimals; strings need no annotation; lists may have two or three
 * levels; columns and fields may come in any order; there may be more columns than needed, and
 * optional ones may be missing.
 */
final class ReturnReader implements Closeable {

  private final InboxFile file;
  private final ParquetIn parquet;

  /** The columns that matter, as the file has them. */
  private final MessageType projection;

  /** Empty where the column is missing or a placeholder; so is {@code tags}. */
  private final Optional<ListShape> spans;

  private final Optional<ListShape> tags;
  private long next;

  private ReturnReader(InboxFile file, ParquetIn parquet) {
    this.file = file;
    this.parquet = parquet;
    this.projection = new ReturnSchemaValidator(file.name(), parquet.schema()).projection();
    this.spans = list(parquet.schema(), Contract.SPANS);
    this.tags = list(parquet.schema(), Contract.TAGS);
    parquet.want(projection);
  }

  /**
   * @throws ContractBreachException if the file is no whole Parquet file, lacks a required column,
   *     or has a column of a type that can't hold its values
   * @throws IOException if the file can't be reached
   */
  static ReturnReader open(FileSystem fs, InboxFile file) throws IOException {
    if (PlainFiles.plain(fs).getFileStatus(file.path()).getLen() == 0) {
      throw ContractBreachException.unreadable(file.name(), "it is empty (0 bytes)", null);
    }
    ParquetIn parquet;
    try {
      parquet = ParquetIn.open(fs, file.path());
    } catch (IOException | RuntimeException e) {
      throw ContractBreachException.unreadable(
          file.name(), "it is no Parquet file, or not a whole one (%s)".formatted(reason(e)), e);
    }
    try {
      return new ReturnReader(file, parquet);
    } catch (RuntimeException e) {
      parquet.close();
      throw e;
    }
  }

  /**
   * The next row in the file's order; null at the end.
   *
   * @throws ContractBreachException if the file is damaged from here on
   */
  ReturnedRow next() {
    try {
      Group row = parquet.next();
      return row == null ? null : row(row);
    } catch (ContractBreachException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ContractBreachException.unreadable(
          file.name(), "it is damaged at row %d (%s)".formatted(next, reason(e)), e);
    }
  }

  private static Optional<ListShape> list(MessageType schema, String name) {
    return schema.containsField(name) ? ListShape.of(schema.getType(name)) : Optional.empty();
  }

  private ReturnedRow row(Group row) {
    return new ReturnedRow(
        file.name(),
        next++,
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
      if (ReturnSchemaValidator.isPlaceholder(spans.orElseThrow().element())) {
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
        file.name(),
        "column '%s' must be a list, it holds values of %s"
            .formatted(column, ReturnSchemaValidator.describe(projection.getType(column))),
        projection.getFields().stream().map(Type::getName).toList());
  }

  @Override
  public void close() throws IOException {
    parquet.close();
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
