package io.winnow.jobs.corpus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.contract.parquet.ParquetOut;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.jobs.ingest.InputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A file of sentences that were found, which {@code select.only} takes: Parquet with {@code id,
 * text} if its name ends with {@code .parquet}, else text with an id a line.
 */
record IdFile(FileSystem fs, Path path) {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message sentences { required binary id (STRING); required binary text (STRING); }");

  private static final String UNFINISHED = ".unfinished";

  /** How rows get into the file. */
  private interface Writer {
    void write(Row row) throws IOException;
  }

  /**
   * @throws InputException if something is there
   */
  static IdFile at(Path path, Configuration hadoop) {
    try {
      FileSystem fs = PlainFiles.plain(path.getFileSystem(hadoop));
      if (fs.exists(path)) {
        throw new InputException(
            "Cannot write to %s: it is there already; name another file, or remove it"
                .formatted(path));
      }
      return new IdFile(fs, path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + path, e);
    }
  }

  /** Writes the rows in their order; returns how many. A driver need not hold them all. */
  long write(Dataset<Row> rows) {
    return write(rows.select("id", "text").toLocalIterator());
  }

  long write(List<Row> rows) {
    return write(rows.iterator());
  }

  private long write(Iterator<Row> rows) {
    // A reader must not take half of it for all.
    Path part = new Path(path.getParent(), "." + path.getName() + UNFINISHED);
    try {
      long written =
          path.getName().toLowerCase(Locale.ROOT).endsWith(".parquet")
              ? writeParquet(rows, part)
              : writeText(rows, part);
      if (!fs.rename(part, path)) {
        throw new IOException("somebody else writes there");
      }
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + path, e);
    }
  }

  private long writeParquet(Iterator<Row> rows, Path part) throws IOException {
    try (ParquetOut out = new ParquetOut(fs, part, SCHEMA, Map.of())) {
      return each(
          rows,
          row -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            out.write(
                json.put("id", row.<String>getAs("id")).put("text", row.<String>getAs("text")));
          });
    }
  }

  private long writeText(Iterator<Row> rows, Path part) throws IOException {
    try (OutputStream out = new BufferedOutputStream(PlainFiles.create(fs, part))) {
      return each(
          rows,
          row -> out.write((row.<String>getAs("id") + "\n").getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static long each(Iterator<Row> rows, Writer writer) throws IOException {
    long written = 0;
    while (rows.hasNext()) {
      writer.write(rows.next());
      written++;
    }
    return written;
  }
}
