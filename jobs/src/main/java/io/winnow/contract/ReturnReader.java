package io.winnow.contract;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.example.data.Group;

/**
 * Reads one returned file of anyone's tool, row by row. Welcome are other widths of integers, whole
 * floating-point numbers and decimals, strings without annotation, lists on two or three levels,
 * any order of columns and fields, further columns, and missing optional ones.
 */
final class ReturnReader implements Closeable {

  private final InboxFile file;
  private final ParquetIn parquet;
  private final ReturnColumns columns;
  private long next;

  private ReturnReader(InboxFile file, ParquetIn parquet, ReturnColumns columns) {
    this.file = file;
    this.parquet = parquet;
    this.columns = columns;
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
      ReturnColumns columns = ReturnColumns.of(file.name(), parquet.schema());
      parquet.want(columns.projection());
      return new ReturnReader(file, parquet, columns);
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
      return row == null ? null : columns.row(row, next++);
    } catch (ContractBreachException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ContractBreachException.unreadable(
          file.name(), "it is damaged at row %d (%s)".formatted(next, reason(e)), e);
    }
  }

  @Override
  public void close() throws IOException {
    parquet.close();
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
