package io.winnow.jobs.merge;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A table for each round, written straight to where it is published. However many rounds there are,
 * no more rows wait in memory than for one {@link AppendedTable}.
 */
final class RoundTables implements AutoCloseable {

  private final SparkSession spark;
  private final StructType schema;
  private final IntFunction<Path> folders;
  private final SortedMap<Integer, AppendedTable> tables = new TreeMap<>();
  private long rows;

  /**
   * @param folders by round; not there yet
   */
  RoundTables(SparkSession spark, StructType schema, IntFunction<Path> folders) {
    this.spark = spark;
    this.schema = schema;
    this.folders = folders;
  }

  void add(int round, Object... values) {
    tables
        .computeIfAbsent(round, number -> new AppendedTable(spark, schema, folders.apply(number)))
        .add(values);
    rows++;
    if (rows % AppendedTable.ROWS_AT_ONCE == 0) {
      tables.values().forEach(AppendedTable::flush);
    }
  }

  /** Rows added so far to all tables. */
  long rows() {
    return rows;
  }

  /** The folders of the rounds that have rows. */
  SortedMap<Integer, Path> written() {
    SortedMap<Integer, Path> written = new TreeMap<>();
    tables.forEach((round, table) -> written.put(round, table.folder()));
    return written;
  }

  @Override
  public void close() {
    tables.values().forEach(AppendedTable::close);
  }
}
