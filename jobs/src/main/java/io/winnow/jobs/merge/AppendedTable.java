package io.winnow.jobs.merge;

import io.winnow.jobs.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A table whose rows the driver makes one by one: they are written some thousand at a time, so that
 * it may be larger than memory. For a run's own folder; nobody reads it before it is closed.
 */
final class AppendedTable implements AutoCloseable {

  static final int ROWS_AT_ONCE = 20_000;

  private final SparkSession spark;
  private final StructType schema;
  private final Path folder;
  private final List<Row> waiting = new ArrayList<>();
  private long rows;

  /**
   * @param folder not there yet
   */
  AppendedTable(SparkSession spark, StructType schema, Path folder) {
    this.spark = spark;
    this.schema = schema;
    this.folder = folder;
  }

  void add(Object... values) {
    add(RowFactory.create(values));
  }

  void add(Row row) {
    waiting.add(row);
    rows++;
    if (waiting.size() == ROWS_AT_ONCE) {
      flush();
    }
  }

  /** Rows added so far. */
  long rows() {
    return rows;
  }

  Path folder() {
    return folder;
  }

  /** The whole table, once it is closed. */
  Dataset<Row> read() {
    return Tables.read(spark, folder, schema);
  }

  /** Writes the rows that wait. */
  void flush() {
    if (!waiting.isEmpty()) {
      write();
    }
  }

  /** Writes what is left; a table without rows is written too. */
  @Override
  public void close() {
    if (!waiting.isEmpty() || rows == 0) {
      write();
    }
  }

  private void write() {
    Tables.append(spark.createDataset(waiting, Encoders.row(schema)).coalesce(1), folder);
    waiting.clear();
  }
}
