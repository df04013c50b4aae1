package io.winnow.vendor;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Reads a Parquet file row by row; holds the wanted columns of one row group at a time. */
final class ParquetIn implements Closeable {

  private final ParquetFileReader file;
  private MessageType wanted;
  private RecordReader<Group> rows;
  private long left;

  private ParquetIn(ParquetFileReader file) {
    this.file = file;
    this.wanted = schema();
  }

  static ParquetIn open(FileSystem fs, Path path) throws IOException {
    return new ParquetIn(
        ParquetFileReader.open(
            PlainFiles.input(fs, path), HadoopReadOptions.builder(fs.getConf()).build()));
  }

  MessageType schema() {
    return file.getFileMetaData().getSchema();
  }

  /** Rows in the whole file, as its footer counts them. */
  long rows() {
    return file.getRecordCount();
  }

  /**
   * Call before the first row.
   *
   * @param columns part of the file's own schema
   */
  void want(MessageType columns) {
    wanted = columns;
    file.setRequestedSchema(columns);
  }

  /** The next row in the file's order; null at the end. */
  Group next() throws IOException {
    while (left == 0) {
      PageReadStore pages = file.readNextRowGroup();
      if (pages == null) {
        return null;
      }
      rows =
          new ColumnIOFactory(file.getFileMetaData().getCreatedBy())
              .getColumnIO(wanted, schema())
              .getRecordReader(pages, new GroupRecordConverter(wanted));
      left = pages.getRowCount();
    }
    left--;
    return rows.read();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
