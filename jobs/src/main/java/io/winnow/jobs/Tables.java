package io.winnow.jobs;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Reads and writes the Parquet tables of runs. */
public final class Tables {

  private Tables() {}

  public static Dataset<Row> read(SparkSession spark, Path folder, StructType schema) {
    return spark.read().schema(schema).parquet(folder.toString());
  }

  public static void write(Dataset<Row> table, Path folder) {
    write(table, folder, SaveMode.ErrorIfExists);
  }

  /** Writes a table and returns it as read back, so that it isn't computed again. */
  public static Dataset<Row> kept(Dataset<Row> table, Path folder) {
    write(table, folder);
    return read(table.sparkSession(), folder, table.schema());
  }

  /** Appends rows to a table that is not published yet. */
  public static void append(Dataset<Row> table, Path folder) {
    write(table, folder, SaveMode.Append);
  }

  private static void write(Dataset<Row> table, Path folder, SaveMode mode) {
    table.write().mode(mode).option("compression", "zstd").parquet(folder.toString());
  }

  /** Equal for two tables with the same ids, each as often, in any order. */
  public static Fingerprint fingerprint(Dataset<Row> table) {
    return Fingerprint.in(table.agg(Fingerprint.ROWS, Fingerprint.IDS).first(), 0);
  }

  /** See {@link #fingerprint}. */
  public record Fingerprint(long rows, long ids) {

    /** The aggregates of a table that {@link #in} finds in a row, side by side. */
    public static final Column ROWS = functions.expr("count(*)");

    /** Hashes so short that no corpus makes their sum overflow. */
    public static final Column IDS =
        functions.expr("coalesce(sum(xxhash64(id) & 4294967295L), 0L)");

    public static final Fingerprint NONE = new Fingerprint(0, 0);

    public static Fingerprint in(Row row, int at) {
      return new Fingerprint(row.getLong(at), row.getLong(at + 1));
    }

    public Fingerprint plus(Fingerprint other) {
      return new Fingerprint(rows + other.rows, ids + other.ids);
    }
  }
}
