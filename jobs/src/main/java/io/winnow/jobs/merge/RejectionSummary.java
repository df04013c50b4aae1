package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.winnow.contract.ReasonCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many rows of which file were rejected for which reason: a CSV file that goes back to the
 * vendor with the rows. Readers of Parquet pass over it, as its name begins with an underscore.
 */
final class RejectionSummary {

  static final String FILE = "_summary.csv";

  private RejectionSummary() {}

  /**
   * @param rejected rows of {@link io.winnow.spark.Schemas#REJECTED}
   * @param folder where the file belongs
   */
  static void write(FileSystem files, Dataset<Row> rejected, Path folder) {
    StringBuilder csv = new StringBuilder("file,reason,rows,first_row,meaning\n");
    for (Row row :
        rejected
            .groupBy("file", "reason")
            .agg(count(lit(1)), min("row"))
            .orderBy("file", "reason")
            .collectAsList()) {
      ReasonCode reason = ReasonCode.valueOf(row.getString(1));
      csv.append(quoted(row.getString(0)))
          .append(",%s,%d,%d,".formatted(reason, row.getLong(2), row.getLong(3)))
          .append(quoted(reason.meaning()))
          .append('\n');
    }
    try (OutputStream out = files.create(new Path(folder, FILE))) {
      out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write %s to %s".formatted(FILE, folder), e);
    }
  }

  /** As RFC 4180 has it. */
  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
