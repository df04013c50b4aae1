package io.winnow.jobs.merge;

import io.winnow.jobs.Run;
import io.winnow.jobs.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A table whose rows the driver makes one by one: they are written some thousand at a time, so that
 * it may be larger than memory. Rows may be taken back until they are written. For a run's own
 * folder; nobody reads it before it is closed.
 */
final class AppendedTable implements AutoCloseable {

  static final int ROWS_AT_ONCE = 20_000;

  /** Rows with long comments are written sooner. */
  private static final long CHARACTERS_AT_ONCE = 8 << 20;

  private final SparkSession spark;
  private final StructType schema;
  private final Path folder;
  private final List<Row> waiting = new ArrayList<>();
  private long rows;

  /** Of the texts in the rows that wait. */
  private long characters;

  /** How many of the rows stay whatever comes, and how many of these wait. */
  private long kept;

  private int keptWaiting;

  /** In the run's own folder. */
  AppendedTable(Run run, String name, StructType schema) {
    this(run.spark(), schema, new Path(run.folder(), name));
  }

  private AppendedTable(SparkSession spark, StructType schema, Path folder) {
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
    for (int i = 0; i < row.size(); i++) {
      characters += row.get(i) instanceof String text ? text.length() : 0;
    }
    if (waiting.size() == ROWS_AT_ONCE || characters > CHARACTERS_AT_ONCE) {
      flush();
    }
  }

  /** Rows added so far. */
  long rows() {
    return rows;
  }

  /** What was added so far stays; what follows may be taken back. */
  void keep() {
    kept = rows;
    keptWaiting = waiting.size();
  }

  /**
   * Takes back what was added since.
   *
   * @return whether nothing of it was written yet; else the table holds rows that don't count
   */
  boolean takeBack() {
    long added = rows - kept;
    rows = kept;
    List<Row> back = waiting.subList(keptWaiting, waiting.size());
    boolean all = back.size() == added;
    back.clear();
    return all;
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
    characters = 0;
    keptWaiting = 0;
  }

  /**
   * A table for each round, written straight to where it is published. However many rounds there
   * are, no more rows wait in memory than for one table.
   */
  static final class ByRound implements AutoCloseable {

    private final Run run;
    private final StructType schema;
    private final IntFunction<Path> shelves;
    private final SortedMap<Integer, AppendedTable> tables = new TreeMap<>();
    private long rows;

    /**
     * @param shelves by round; each gets a folder of the run's
     */
    ByRound(Run run, StructType schema, IntFunction<Path> shelves) {
      this.run = run;
      this.schema = schema;
      this.shelves = shelves;
    }

    void add(int round, Object... values) {
      tables.computeIfAbsent(round, this::table).add(values);
      rows++;
      if (rows % ROWS_AT_ONCE == 0) {
        tables.values().forEach(AppendedTable::flush);
      }
    }

    private AppendedTable table(int round) {
      return new AppendedTable(
          run.spark(), schema, new Path(shelves.apply(round), run.id().folder()));
    }

    /** Rows added so far to all tables. */
    long rows() {
      return rows;
    }

    /** As the tables do. */
    void keep() {
      tables.values().forEach(AppendedTable::keep);
    }

    /** As the tables do; those that have nothing but such rows are there without one. */
    boolean takeBack() {
      boolean all = true;
      for (AppendedTable table : tables.values()) {
        all &= table.takeBack();
      }
      rows = tables.values().stream().mapToLong(AppendedTable::rows).sum();
      return all;
    }

    /** The folders of the rounds that have rows. */
    SortedMap<Integer, Path> written() {
      SortedMap<Integer, Path> written = new TreeMap<>();
      tables.forEach((round, table) -> written.put(round, table.folder));
      return written;
    }

    @Override
    public void close() {
      tables.values().forEach(AppendedTable::close);
    }
  }
}
