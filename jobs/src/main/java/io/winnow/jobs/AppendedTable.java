package io.winnow.jobs;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A table whose rows the driver makes one by one: they are written some thousand at a time, so that
 * it may be larger than memory. For a run's own folder; nobody reads it before it is closed.
 */
public final class AppendedTable implements AutoCloseable {

  private static final int ROWS_AT_ONCE = 20_000;

  private final SparkSession spark;
  private final StructType schema;
  private final Path folder;
  private final List<Row> waiting = new ArrayList<>();
  private long rows;

  /**
   * @param folder not there yet
   */
  public AppendedTable(SparkSession spark, StructType schema, Path folder) {
    this.spark = spark;
    this.schema = schema;
    this.folder = folder;
  }

  public void add(Row row) {
    waiting.add(row);
    rows++;
    if (waiting.size() == ROWS_AT_ONCE) {
      write();
    }
  }

  /** Rows added so far. */
  public long rows() {
    return rows;
  }

  /** The whole table, once it is closed. */
  public Dataset<Row> read() {
    // Of an empty table Spark need not read a file to know that it is.
    return rows == 0
        ? spark.createDataset(List.of(), Encoders.row(schema))
        : Tables.read(spark, folder, schema);
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
