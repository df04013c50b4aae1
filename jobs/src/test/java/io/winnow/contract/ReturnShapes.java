package io.winnow.contract;

import io.winnow.contract.parquet.MetadataMutator;
import io.winnow.testing.Duck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Valid returns as DuckDB and parquet-hadoop write them, in every way that they know. */
final class ReturnShapes {

  private static final int ROWS = 40;

  private static final String BY_WORD =
      "SELECT CASE n %% 2 WHEN 0 THEN 's5' ELSE 's3' END AS record_id, 'r1-b1' AS batch_id, 'anna-'"
          + " || n AS annotator_id, CASE n %% 3 WHEN 0 THEN 'unsure' ELSE 'done' END AS status,"
          + " CASE n %% 4 WHEN 0 THEN [] ELSE [{'start_word': n %% 2, 'end_word': 2, 'type':"
          + " 'PER'}, {'start_word': 2, 'end_word': 3, 'type': 'LOC'}] END AS spans, n * 1.5 AS"
          + " seconds, repeat('so ', n %% 5) AS comment FROM range(%d) t(n)";

  private static final String BY_CHARACTER =
      "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, n AS annotator_id, [{'start': 2, 'end': 5,"
          + " 'type': 'PER', 'text': 'B C'}] AS spans, n::DECIMAL(9,2) AS seconds FROM range(%d)"
          + " t(n)";

  private static final String BY_TAG =
      "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' || n AS annotator_id, ['O', 'B-PER',"
          + " 'I-PER', 'O', CASE n %% 2 WHEN 0 THEN 'O' ELSE 'U-LOC' END] AS tags, NULL AS comment"
          + " FROM range(%d) t(n)";

  private static final String TWO_LEVELS =
      """
      message old {
        required binary record_id; required binary batch_id; required binary annotator_id (STRING);
        optional group spans (LIST) {
          repeated group array { required int64 end_word; required binary type; required int32 start_word; }
        }
        optional float seconds;
      }
      """;

  private ReturnShapes() {}

  /**
   * A valid return.
   *
   * @param headers where pages' headers begin
   * @param footer where the footer begins
   */
  record Shape(String name, byte[] bytes, List<Integer> headers, int footer) {}

  static List<Shape> all(Path folder) throws IOException {
    List<Shape> shapes = new ArrayList<>();
    for (String options :
        List.of(
            "COMPRESSION uncompressed",
            "COMPRESSION snappy",
            "COMPRESSION zstd",
            "COMPRESSION gzip",
            "COMPRESSION lz4_raw",
            "COMPRESSION uncompressed, PARQUET_VERSION v2",
            "COMPRESSION snappy, PARQUET_VERSION v2")) {
      for (String select : List.of(BY_WORD, BY_CHARACTER, BY_TAG)) {
        Path file = folder.resolve("shape-%d.parquet".formatted(shapes.size()));
        Duck.execute(
            "COPY (%s) TO '%s' (FORMAT parquet, %s)"
                .formatted(select.formatted(ROWS), file, options));
        shapes.add(shape("DuckDB " + options, file));
      }
    }
    for (MessageType schema :
        List.of(Contract.RETURN, MessageTypeParser.parseMessageType(TWO_LEVELS))) {
      for (WriterVersion version : WriterVersion.values()) {
        for (CompressionCodecName codec :
            List.of(
                CompressionCodecName.UNCOMPRESSED,
                CompressionCodecName.SNAPPY,
                CompressionCodecName.ZSTD)) {
          for (Coding coding : Coding.values()) {
            Path file = folder.resolve("shape-%d.parquet".formatted(shapes.size()));
            write(file, schema, version, codec, coding);
            shapes.add(shape("parquet-hadoop %s %s %s".formatted(version, codec, coding), file));
          }
        }
      }
    }
    return shapes;
  }

  private enum Coding {
    DICTIONARY,
    DIRECT
  }

  private static void write(
      Path file,
      MessageType schema,
      WriterVersion version,
      CompressionCodecName codec,
      Coding coding)
      throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(
                HadoopOutputFile.fromPath(Hadoop.path(file), new Configuration()))
            .withType(schema)
            .withWriterVersion(version)
            .withCompressionCodec(codec)
            .withDictionaryEncoding(coding == Coding.DICTIONARY)
            .withPageRowCountLimit(16)
            .build()) {
      Random random = new Random(7);
      for (int n = 0; n < ROWS; n++) {
        Group row = new SimpleGroup(schema);
        row.add(Contract.RECORD_ID, n % 2 == 0 ? "s5" : "s3");
        row.add(Contract.BATCH_ID, "r1-b1");
        row.add(Contract.ANNOTATOR_ID, "annotator-" + n);
        if (schema.containsField(Contract.STATUS)) {
          row.add(Contract.STATUS, "done");
        }
        Group list = row.addGroup(Contract.SPANS);
        for (int word = 0; word < random.nextInt(4); word++) {
          if (schema == Contract.RETURN) {
            Group span = list.addGroup("list").addGroup("element");
            span.add(Contract.START_WORD, word);
            span.add(Contract.END_WORD, word + 1);
            span.add(Contract.TYPE, "PER");
          } else {
            Group span = list.addGroup("array");
            span.add(Contract.END_WORD, word + 1L);
            span.add(Contract.TYPE, "LOC");
            span.add(Contract.START_WORD, word);
          }
        }
        writer.write(row);
      }
    }
  }

  private static Shape shape(String name, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<Integer> headers = new ArrayList<>();
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(Hadoop.path(file), new Configuration()))) {
      for (BlockMetaData rowGroup : reader.getRowGroups()) {
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
          headers.add((int) chunk.getStartingPos());
          headers.add((int) chunk.getFirstDataPageOffset());
        }
      }
    }
    return new Shape(name, bytes, headers, MetadataMutator.footerStart(bytes));
  }
}
