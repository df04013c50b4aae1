package io.winnow.jobs.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Columns of logical types that came after the Parquet library that Spark has: it can't read the
 * schema of such a file at all.
 */
final class StrangeParquet {

  /** The footer's length and the file's last four letters. */
  private static final int TAIL = 8;

  private static final int LENGTH = 4;

  private StrangeParquet() {}

  /** Names of fields with such types. */
  static List<String> fields(InputFile file) throws IOException {
    try (SeekableInputStream in = file.newStream()) {
      in.seek(file.getLength() - TAIL);
      byte[] length = in.readNBytes(LENGTH);
      int footer = 0;
      for (int i = LENGTH - 1; i >= 0; i--) {
        footer = footer << Byte.SIZE | length[i] & 0xFF;
      }
      in.seek(file.getLength() - TAIL - footer);
      FileMetaData metadata = Util.readFileMetaData(in);
      List<String> fields = new ArrayList<>();
      for (SchemaElement element : metadata.getSchema()) {
        if (element.isSetLogicalType() && element.getLogicalType().getSetField() == null) {
          fields.add(element.getName());
        }
      }
      return fields;
    }
  }
}
