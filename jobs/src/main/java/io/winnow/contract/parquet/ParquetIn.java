package io.winnow.contract.parquet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * Reads a Parquet file row by row; holds the wanted columns of one row group at a time. A file may
 * be damaged or forged in any way: it ends in an exception, and costs no more memory and time than
 * one of its length may (see {@link ReadLimits}).
 */
public final class ParquetIn implements Closeable {

  private final ParquetFileReader file;
  private final InputFile input;
  private final ReadLimits limits;
  private final BoundedCodecs codecs;
  private MessageType wanted;
  private int mostCharacters = Integer.MAX_VALUE;
  private Undecodable undecodable = Undecodable.REFUSED;
  private ChunkGuard guard;
  private RecordReader<ObjectNode> rows;
  private int rowGroup;
  private long left;

  private ParquetIn(FileSystem fs, InputFile input) throws IOException {
    this.input = input;
    this.limits = new ReadLimits(input.getLength());
    this.codecs = new BoundedCodecs(fs.getConf(), limits);
    ParquetReadOptions options =
        HadoopReadOptions.builder(fs.getConf())
            .withCodecFactory(codecs)
            .usePageChecksumVerification()
            .build();
    this.file = ParquetFileReader.open(input, options);
    this.wanted = schema();
  }

  /**
   * @throws IOException if it is no whole Parquet file; other exceptions may say so, too
   */
  public static ParquetIn open(FileSystem fs, Path path) throws IOException {
    InputFile input = PlainFiles.input(fs, path);
    FooterGuard.check(input);
    return new ParquetIn(fs, input);
  }

  public MessageType schema() {
    return file.getFileMetaData().getSchema();
  }

  /** Rows in the whole file, as its footer counts them. */
  public long rows() {
    return file.getRecordCount();
  }

  /**
   * Call before the first row.
   *
   * @param columns part of the file's own schema
   * @param characters of a longer text the beginning is read, and one character more
   */
  public void want(MessageType columns, int characters) {
    want(columns, characters, Undecodable.REFUSED);
  }

  /** What becomes of bytes in a column of texts that are no UTF-8. */
  public enum Undecodable {
    REFUSED,
    /** By U+FFFD: for columns of which nobody knows whether they are texts. */
    REPLACED
  }

  /** The same, with another rule for bytes that are no text. */
  public void want(MessageType columns, int characters, Undecodable rule) {
    undecodable = rule;
    wanted = columns;
    mostCharacters = characters;
    file.setRequestedSchema(columns);
  }

  /**
   * The next row in the file's order; null at the end. Its lists are arrays, however the file nests
   * them; what is null is absent, or null within a list.
   */
  public ObjectNode next() throws IOException {
    while (left == 0) {
      if (guard == null) {
        guard = new ChunkGuard(input, limits, wanted);
        guard.check(file.getRowGroups());
      }
      if (rowGroup == file.getRowGroups().size()) {
        return null;
      }
      if (file.getRowGroups().get(rowGroup).getRowCount() == 0) {
        // A table without rows: Arrow writes a row group all the same, Parquet's reader refuses it.
        rowGroup++;
        continue;
      }
      guard.checkPages(file.getRowGroups().get(rowGroup));
      PageReadStore pages = file.readRowGroup(rowGroup++);
      if (pages != null) {
        rows =
            new ColumnIOFactory(file.getFileMetaData().getCreatedBy())
                .getColumnIO(wanted, schema())
                .getRecordReader(
                    new GuardedPages(pages, limits),
                    new JsonRows(wanted, limits.valuesPerRow(), mostCharacters, undecodable));
        left = pages.getRowCount();
      }
    }
    left--;
    return rows.read();
  }

  @Override
  public void close() throws IOException {
    file.close();
    codecs.release();
  }
}
