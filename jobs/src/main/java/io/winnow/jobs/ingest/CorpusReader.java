package io.winnow.jobs.ingest;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.winnow.columns.ColumnQuery;
import io.winnow.columns.ColumnSentences;
import io.winnow.files.Lines;
import io.winnow.files.MalformedTextException;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.ingest.ColumnNotes.FileColumns;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import io.winnow.offsets.OffsetVote;
import io.winnow.spark.Packed;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import io.winnow.workspace.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
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
    Optional<ParquetReader> parquet,
    TagColumns tags,
    Map<String, OffsetUnit> units) {

  /**
   * What was seen in a record and where it stands. One that could not be read has a problem. {@code
   * line} counts from 1; null where reading in parallel leaves it unknown. {@code remarks} are of
   * {@link Remark#SCHEMA}, {@code votes} are {@link OffsetVote#bits}.
   */
  private static final StructType SEEN =
      new StructType()
          .add("file", StringType, false)
          .add("line", LongType, true)
          .add("problem", StringType, true)
          .add("remarks", new ArrayType(Remark.SCHEMA, false), false)
          .add("votes", new ArrayType(IntegerType, false), false);

  /**
   * {@link Schemas#HOLDOUT} and what was {@code seen}: null for most records, of which there is
   * nothing to say. One that could not be read has no words.
   */
  static final StructType SCHEMA = Schemas.HOLDOUT.add("seen", SEEN, true);

  /** Below this, reading in parallel would save less time than knowing the lines is worth. */
  private static final long LARGE_BYTES = 16L << 20;

  private interface Parser extends BiFunction<String, OffsetUnit, RawRecord>, Serializable {}

  private interface Opener extends BiFunction<Lines, OffsetUnit, Records>, Serializable {}

  /** Where records come from. */
  private record Origin(String source, Map<String, OffsetUnit> units, OffsetUnit usual)
      implements Serializable {

    private OffsetUnit unit(String file) {
      return units.getOrDefault(file, usual);
    }
  }

  /**
   * @throws InputException if nothing is there, or nothing but empty files
   */
  static CorpusReader of(SparkSession spark, CorpusInput input) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    HubFolder folder = HubFolder.of(hadoop, InputFiles.resolve(hadoop, input.uri()), input.part());
    InputFiles files = folder.part(input.part());
    InputFormat format = input.settings().format().resolve(files);
    Optional<ParquetReader> parquet =
        format == InputFormat.PARQUET
            ? Optional.of(ParquetReader.of(spark, files, input.settings()))
            : Optional.empty();
    ClassNames names =
        parquet
            .map(ParquetReader::names)
            .orElseGet(
                () ->
                    format == InputFormat.JSONL ? HubMetadata.of(hadoop, files) : ClassNames.NONE);
    return new CorpusReader(
        spark, input, folder, files, parquet, TagColumns.of(input, names), Map.of());
  }

  CorpusReader with(Map<String, OffsetUnit> found) {
    return new CorpusReader(spark, input, folder, files, parquet, tags, found);
  }

  /** What offsets count in files of which nothing else is known. */
  OffsetUnit usualUnit() {
    return input.settings().offsetUnit().orElse(OffsetUnit.CODE_POINTS);
  }

  private Origin origin() {
    return new Origin(input.source(), new HashMap<>(units), usualUnit());
  }

  /**
   * Large files of lines are read in parallel, if they are not compressed; then rows have no line.
   *
   * @return a row of {@link #SCHEMA} for each record
   */
  Dataset<Row> read() {
    return readsLinesInParallel()
        ? parsed(
            spark
                .read()
                .text(files.literalPaths())
                .selectExpr("CAST(value AS BINARY)", "_metadata.file_path", "CAST(NULL AS LONG)"),
            lineParser())
        : readInOrder();
  }

  /** Whether {@link #readInOrder} may find more: where records are, and bytes in UTF-16. */
  boolean readsLinesInParallel() {
    InputFormat format = format();
    long bytes = files.files().stream().mapToLong(InputFile::length).sum();
    return (format == InputFormat.TEXT || format == InputFormat.JSONL)
        && input.settings().textEncoding().isUtf8()
        && bytes >= LARGE_BYTES;
  }

  /** The same with file and line in every row. */
  Dataset<Row> readInOrder() {
    return switch (format()) {
      case TEXT, JSONL -> {
        Parser parser = lineParser();
        yield streams((lines, unit) -> Records.ofLines(lines, line -> parser.apply(line, unit)));
      }
      case CONLL -> {
        ColumnQuery query = input.columns();
        yield streams((lines, unit) -> new ConllRecords(sentences(lines, query)));
      }
      case PARQUET -> {
        TagColumns columns = tags;
        yield parsed(
            parquet.orElseThrow().read(spark),
            (json, unit) -> JsonRecord.parse(json, columns, unit));
      }
      case AUTO -> throw new IllegalStateException("A format is resolved before reading");
    };
  }

  /**
   * What the person should know of how files were read, a line each; {@code Warning: } begins one
   * where a guess was near. Looks at the files' beginnings.
   *
   * @throws InputException if a file's columns can't be told
   */
  List<String> notes() {
    return format() == InputFormat.CONLL ? columnNotes() : tags.notes();
  }

  private List<String> columnNotes() {
    SerializableConfiguration hadoop = hadoop();
    TextEncoding encoding = input.settings().textEncoding();
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

  private InputFormat format() {
    return input.settings().format().resolve(files);
  }

  private Parser lineParser() {
    TagColumns columns = tags;
    return format() == InputFormat.TEXT
        ? (line, unit) -> RawRecord.ofText(line.strip())
        : (line, unit) -> JsonRecord.ofLine(line, columns, unit);
  }

  /**
   * @param records each with its file's path, as Spark writes it, and its line, which may be null
   */
  private Dataset<Row> parsed(Dataset<Row> records, Parser parser) {
    Origin origin = origin();
    FileNames names = FileNames.of(files);
    return records.map(
        (MapFunction<Row, Row>)
            row -> {
              String file = names.name(row.getString(1));
              OffsetUnit unit = origin.unit(file);
              return row(
                  origin, file, row.<Long>getAs(2), () -> parser.apply(text(row.get(0)), unit));
            },
        Encoders.row(SCHEMA));
  }

  private static String text(Object value) {
    return value instanceof byte[] line
        ? Lines.withoutByteOrderMark(Lines.decode(line))
        : (String) value;
  }

  /** In the order of files and lines; a task reads whole files, a record in memory at a time. */
  private Dataset<Row> streams(Opener opener) {
    SerializableConfiguration hadoop = hadoop();
    Origin origin = origin();
    TextEncoding encoding = input.settings().textEncoding();
    JavaRDD<Row> rows =
        files
            .inTasks(spark)
            .flatMap(
                file -> stream(encoding.utf8(file.open(hadoop.value())), file, opener, origin));
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static Iterator<Row> stream(
      InputStream in, InputFile file, Opener opener, Origin origin) {
    Lines lines = new Lines(in, Long.MAX_VALUE);
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) context -> IOUtils.closeStream(lines));
    Records records = opener.apply(lines, origin.unit(file.name()));
    return Stream.generate(() -> next(records, lines))
        .takeWhile(Objects::nonNull)
        .map(found -> row(origin, file.name(), found.line(), found.record()))
        .iterator();
  }

  /** Closes the file behind the last record. */
  private static Records.Found next(Records records, Lines lines) {
    try {
      Records.Found found = records.next();
      if (found == null) {
        lines.close();
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(Origin origin, String file, Long line, Supplier<RawRecord> read) {
    String source = origin.source();
    List<OffsetVote> votes = new ArrayList<>();
    String problem;
    try {
      RawRecord record = read.get();
      votes.addAll(record.wordVotes());
      Sentence sentence = record.sentence(source, origin.unit(file));
      List<Remark> remarks = new ArrayList<>(record.remarks());
      remarks.addAll(TextOddities.of(sentence.text()));
      Row[] spans = null;
      if (record.gold() != null) {
        List<GivenSpan> given = record.gold().spans();
        if (!given.isEmpty()) {
          votes.addAll(GivenOffsets.votes(sentence, given));
        }
        RecordGold.Entities gold = record.gold().in(sentence);
        spans = Rows.ofSpans(gold.spans());
        remarks.addAll(gold.remarks());
      }
      return RowFactory.create(
          sentence.id(),
          source,
          record.sourceId(),
          sentence.text(),
          Rows.ofWords(sentence.words()),
          spans,
          seen(file, line, null, remarks, votes));
    } catch (MalformedTextException e) {
      problem =
          e.getMessage()
              + "; name the file's encoding: init.encoding=%s"
                  .formatted(e.getMessage().contains("UTF-16") ? "utf-16le" : "windows-1252");
    } catch (IllegalArgumentException e) {
      problem = String.valueOf(e.getMessage());
    }
    Row seen = seen(file, line, problem, List.of(), votes);
    return RowFactory.create("", source, null, "", new Row[0], null, seen);
  }

  private static Row seen(
      String file, Long line, String problem, List<Remark> remarks, List<OffsetVote> votes) {
    return problem == null && remarks.isEmpty() && votes.isEmpty()
        ? null
        : RowFactory.create(
            file,
            line,
            problem,
            remarks.stream().map(Remark::row).toArray(Row[]::new),
            votes.stream().map(OffsetVote::bits).toArray(Integer[]::new));
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
