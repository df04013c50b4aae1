package io.winnow.contract.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A schema as a footer has it, and nothing else of the footer. */
final class SchemaBytes {

  /** A return has some twenty columns; a table of thousands is something else. */
  private static final int MOST_COLUMNS = 10_000;

  /** Of all names together. */
  private static final int MOST_CHARACTERS = 1 << 20;

  private static final int MOST_LEVELS = 50;

  private SchemaBytes() {}

  /**
   * @throws IOException if it is larger than any that makes sense
   */
  static byte[] of(MessageType schema) throws IOException {
    new Size().add(schema, 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writeFileMetaData(
        new ParquetMetadataConverter()
            .toParquetMetadata(
                1, new ParquetMetadata(new FileMetaData(schema, Map.of(), ""), List.of())),
        out);
    return out.toByteArray();
  }

  static MessageType read(byte[] bytes) throws IOException {
    return new ParquetMetadataConverter()
        .fromParquetMetadata(Util.readFileMetaData(new ByteArrayInputStream(bytes)))
        .getFileMetaData()
        .getSchema();
  }

  private static final class Size {

    private int columns;
    private long characters;

    void add(Type type, int level) throws IOException {
      columns++;
      characters += type.getName().length();
      if (columns > MOST_COLUMNS) {
        throw new IOException(
            "it has more than %d columns and fields of columns".formatted(MOST_COLUMNS));
      }
      if (characters > MOST_CHARACTERS) {
        throw new IOException(
            "the names of its columns have more than %d characters".formatted(MOST_CHARACTERS));
      }
      if (level > MOST_LEVELS) {
        throw new IOException(
            "its columns are nested more than %d levels deep".formatted(MOST_LEVELS));
      }
      if (type instanceof GroupType group) {
        for (Type field : group.getFields()) {
          add(field, level + 1);
        }
      }
    }
  }
}
