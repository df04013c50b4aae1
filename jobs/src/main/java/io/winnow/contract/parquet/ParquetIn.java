package io.winnow.contract.parquet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * Reads a Parquet file in this process; holds the wanted columns of one row group at a time. For a
 * file of our own: one that somebody has forged can take all memory and time of the process, which
 * is why {@link ReadingProcess} has these.
 */
public final class ParquetIn implements ParquetRows {

  private final ParquetFileReader file;
  private final BoundedCodecs codecs;
  private final ReadBudget budget;
  private MessageType wanted;
  private JsonRows rows;
  private RecordReader<ObjectNode> group;
  private int rowGroup;
  private long left;

  private ParquetIn(InputFile input, Configuration configuration, ReadBudget budget)
      throws IOException {
    this.budget = budget;
    this.codecs = new BoundedCodecs(configuration, budget);
    ParquetReadOptions options =
        ParquetReadOptions.builder().withCodecFactory(codecs).usePageChecksumVerification().build();
    this.file = ParquetFileReader.open(input, options);
    this.wanted = schema();
    this.rows = new JsonRows(wanted, budget, Integer.MAX_VALUE, Undecodable.REFUSED);
  }

  /** As {@link ParquetRows.Source} has it. */
  public static ParquetIn open(FileSystem fs, Path path, ReadBudget budget) throws IOException {
    return open(PlainFiles.input(fs, path), fs.getConf(), budget);
  }

  static ParquetIn open(InputFile input, Configuration configuration, ReadBudget budget)
      throws IOException {
    return new ParquetIn(input, configuration, budget);
  }

  /** A file of our own. */
  public static ParquetIn open(FileSystem fs, Path path) throws IOException {
    return open(fs, path, ReadBudget.unlimited());
  }

  @Override
  public MessageType schema() {
    return file.getFileMetaData().getSchema();
  }

  @Override
  public long rows() {
    return file.getRecordCount();
  }

  @Override
  public void want(Set<String> columns, int characters, Undecodable rule) {
    wanted =
        new MessageType(
            schema().getName(),
            schema().getFields().stream().filter(it -> columns.contains(it.getName())).toList());
    rows = new JsonRows(wanted, budget, characters, rule);
    file.setRequestedSchema(wanted);
  }

  @Override
  public ObjectNode next() throws IOException {
    try {
      while (left == 0) {
        if (rowGroup == file.getRowGroups().size()) {
          return null;
        }
        open(rowGroup++);
      }
      left--;
      budget.row();
      return group.read();
    } catch (RuntimeException e) {
      // Parquet wraps what it calls, and may not declare what its converters throw.
      throw beyondBudget(e).orElseThrow(() -> e);
    }
  }

  /** Tools write a group without rows for a table without rows; Parquet's reader refuses it. */
  private void open(int number) throws IOException {
    if (file.getRowGroups().get(number).getRowCount() == 0) {
      return;
    }
    PageReadStore pages = file.readRowGroup(number);
    group =
        new ColumnIOFactory(file.getFileMetaData().getCreatedBy())
            .getColumnIO(wanted, schema())
            .getRecordReader(pages, rows);
    left = pages.getRowCount();
    if (left < 0) {
      throw new IOException("row group %d has %d rows".formatted(number, left));
    }
  }

  private static Optional<BeyondBudgetException> beyondBudget(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BeyondBudgetException beyond) {
        return Optional.of(beyond);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    file.close();
    codecs.release();
  }
}
