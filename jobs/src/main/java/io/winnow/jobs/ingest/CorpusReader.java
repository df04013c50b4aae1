package io.winnow.jobs.ingest;

import io.winnow.columns.ColumnQuery;
import io.winnow.columns.ColumnSentences;
import io.winnow.files.Lines;
import io.winnow.files.MalformedTextException;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.ingest.ColumnNotes.FileColumns;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import io.winnow.spark.Packed;
import io.winnow.text.OffsetUnit;
import io.winnow.workspace.ContentHash;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads the files of an input by Spark's tasks.
 *
 * @param units what offsets count, by files' names; in other files, what is usual
 */
record CorpusReader(
    SparkSession spark,
    CorpusInput input,
    HubFolder folder,
    InputFiles files,
    InputFormat format,
    Optional<ParquetReader> parquet,
    TagColumns tags,
    Map<String, OffsetUnit> units) {

  /** Below this, reading in parallel would save less time than knowing the lines is worth. */
  private static final long LARGE_BYTES = 16L << 20;

  /** Of a line, or of a row as JSON. */
  private interface Parser
      extends BiFunction<String, OffsetUnit, List<Supplier<RawRecord>>>, Serializable {}

  /**
   * @throws InputException if nothing is there, or nothing but empty files
   */
  static CorpusReader of(SparkSession spark, CorpusInput input) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    HubFolder folder = HubFolder.of(hadoop, InputFiles.resolve(hadoop, input.uri()), input.part());
    InputFiles files = folder.part(input.part());
    InputFormat format = FormatProbe.format(hadoop, files, input.settings());
    Optional<ParquetReader> parquet =
        format == InputFormat.PARQUET
            ? Optional.of(ParquetReader.of(spark, files, input.settings()))
            : Optional.empty();
    ClassNames names =
        parquet
            .map(ParquetReader::names)
            .orElseGet(
                () ->
                    format == InputFormat.JSONL || format == InputFormat.CSV
                        ? HubMetadata.of(hadoop, files)
                        : ClassNames.NONE);
    return new CorpusReader(
        spark, input, folder, files, format, parquet, TagColumns.of(input, names), Map.of());
  }

  CorpusReader with(Map<String, OffsetUnit> found) {
    return new CorpusReader(spark, input, folder, files, format, parquet, tags, found);
  }

  /** What offsets count in files of which nothing else is known. */
  OffsetUnit usualUnit() {
    return input.settings().text().offsetUnit().orElse(OffsetUnit.CODE_POINTS);
  }

  private RecordRows rows() {
    return new RecordRows(
        input.source(),
        new HashMap<>(units),
        usualUnit(),
        input.settings().text().segment(),
        input.settings().text().overlaps(),
        tags.kept(),
        input.document());
  }

  /**
   * Large files of lines are read in parallel, if they are not compressed; then rows have no line.
   *
   * @return a row of {@link RecordRows#SCHEMA} for each record, or for each of its sentences
   */
  Dataset<Row> read() {
    return readsLinesInParallel()
        ? parsed(
            spark
                .read()
                .text(files.literalPaths())
                .selectExpr(
                    "CAST(value AS BINARY)",
                    "_metadata.file_path",
                    "CAST(NULL AS LONG)",
                    "_metadata.file_block_start",
                    "monotonically_increasing_id()"),
            lineParser())
        : readInOrder();
  }

  /** Whether {@link #readInOrder} may find more: where records are, and bytes in UTF-16. */
  boolean readsLinesInParallel() {
    long bytes = files.files().stream().mapToLong(InputFile::length).sum();
    return (format == InputFormat.TEXT || format == InputFormat.JSONL)
        && input.settings().text().textEncoding().isUtf8()
        && bytes >= LARGE_BYTES
        && (format == InputFormat.TEXT || areJsonLines());
  }

  /** Whether no file of JSON is an array, or has values over several lines. */
  private boolean areJsonLines() {
    SerializableConfiguration hadoop = hadoop();
    return files
        .inTasks(spark)
        .map(
            file -> {
              try (InputStream in = TextEncoding.AUTO.utf8(file.open(hadoop.value()))) {
                return JsonFile.layout(new BufferedInputStream(in)) == JsonFile.Layout.LINES;
              }
            })
        .reduce(Boolean::logicalAnd);
  }

  /** The same with file and line in every row. */
  Dataset<Row> readInOrder() {
    if (format == InputFormat.PARQUET) {
      return parsed(parquet.orElseThrow().read(spark), jsonParser());
    }
    TextEncoding encoding = input.settings().text().textEncoding();
    BratFiles brat = format == InputFormat.BRAT ? BratFiles.of(files, hadoop(), encoding) : null;
    return streams(new RecordFormat(format, encoding, tags, input.columns(), brat));
  }

  /**
   * What the person should know of how files were read, a line each; {@code Warning: } begins one
   * where a guess was near. Looks at the files' beginnings.
   *
   * @throws InputException if a file's columns can't be told
   */
  List<String> notes() {
    return format == InputFormat.CONLL ? columnNotes() : tags.notes();
  }

  private List<String> columnNotes() {
    SerializableConfiguration hadoop = hadoop();
    TextEncoding encoding = input.settings().text().textEncoding();
    ColumnQuery query = input.columns();
    List<byte[]> packed =
        files
            .inTasks(spark)
            .map(
                file -> {
                  try (Lines lines =
                      new Lines(encoding.utf8(file.open(hadoop.value())), Long.MAX_VALUE)) {
                    return Packed.pack(FileColumns.of(file.name(), sentences(lines, query)));
                  }
                })
            .collect();
    return new ColumnNotes(
            packed.stream().map(file -> Packed.unpack(FileColumns.class, file)).toList())
        .lines(input.uri());
  }

  private static ColumnSentences sentences(Lines lines, ColumnQuery query) {
    return new ColumnSentences(lines, Long.MAX_VALUE, query, () -> true);
  }

  private Parser lineParser() {
    return format == InputFormat.TEXT
        ? (line, unit) -> List.of(() -> RawRecord.ofText(line.strip()))
        : jsonParser();
  }

  private Parser jsonParser() {
    TagColumns columns = tags;
    return (json, unit) -> new JsonDocument(columns, unit).records(json);
  }

  /**
   * @param records each with its file's path, as Spark writes it, its line, which may be null, and
   *     block and row of its {@link RecordPlace}
   */
  private Dataset<Row> parsed(Dataset<Row> records, Parser parser) {
    RecordRows rows = rows();
    FileNames names = FileNames.of(files);
    return records.flatMap(
        (FlatMapFunction<Row, Row>)
            row -> {
              String file = names.name(row.getString(1));
              Long line = row.getAs(2);
              RecordPlace first = new RecordPlace(file, row.getLong(3), row.getLong(4), 0, 0);
              List<Supplier<RawRecord>> read = parse(parser, row.get(0), rows.unit(file));
              return IntStream.range(0, read.size())
                  .mapToObj(i -> rows.of(read.get(i), line, first.item(i)))
                  .flatMap(Function.identity())
                  .iterator();
            },
        Encoders.row(RecordRows.SCHEMA));
  }

  private static List<Supplier<RawRecord>> parse(Parser parser, Object value, OffsetUnit unit) {
    try {
      return parser.apply(text(value), unit);
    } catch (MalformedTextException e) {
      return List.of(
          () -> {
            throw e;
          });
    }
  }

  private static String text(Object value) {
    return value instanceof byte[] line
        ? Lines.withoutByteOrderMark(Lines.decode(line))
        : (String) value;
  }

  /** In the order of files and lines; a task reads whole files, a record in memory at a time. */
  private Dataset<Row> streams(RecordFormat records) {
    SerializableConfiguration hadoop = hadoop();
    RecordRows rows = rows();
    JavaRDD<Row> read =
        files
            .inTasks(spark)
            .flatMap(file -> stream(file.open(hadoop.value()), file, records, rows));
    return spark.createDataFrame(read, RecordRows.SCHEMA);
  }

  private static Iterator<Row> stream(
      InputStream in, InputFile file, RecordFormat format, RecordRows rows) throws IOException {
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) context -> IOUtils.closeStream(in));
    Records records = format.open(in, file, rows.unit(file.name()));
    RecordPlace first = new RecordPlace(file.name(), 0, 0, 0, 0);
    PrimitiveIterator.OfLong numbers = LongStream.iterate(0, n -> n + 1).iterator();
    return Stream.generate(() -> next(records, in))
        .takeWhile(Objects::nonNull)
        .flatMap(found -> rows.of(found.record(), found.line(), first.row(numbers.nextLong())))
        .iterator();
  }

  /** Closes the file behind the last record. */
  private static Records.Found next(Records records, InputStream in) {
    try {
      Records.Found found = records.next();
      if (found == null) {
        in.close();
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A hash of the content of all files. */
  String contentHash() {
    SerializableConfiguration hadoop = hadoop();
    return ContentHash.ofFiles(
        files
            .inTasks(spark)
            .map(
                file -> {
                  Path path = new Path(file.path());
                  return ContentHash.of(path.getFileSystem(hadoop.value()), path);
                })
            .collect());
  }

  private SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark.sessionState().newHadoopConf());
  }
}
