package io.winnow.jobs.ingest;

import io.winnow.files.Lines;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import io.winnow.spark.Packed;
import io.winnow.workspace.ContentHash;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Reads the files of an input by Spark's tasks. */
record CorpusReader(SparkSession spark, InputFiles files) {

  private static final int MOST_TASKS = 1_000;

  private interface Parser extends Function<String, RawRecord>, Serializable {}

  private interface Opener extends Function<Lines, Records>, Serializable {}

  /**
   * @throws InputException if nothing is there, or nothing but empty files
   */
  static CorpusReader of(SparkSession spark, String uri) {
    return new CorpusReader(spark, InputFiles.resolve(spark.sessionState().newHadoopConf(), uri));
  }

  /**
   * @param source the source's name
   * @param numbered whether every row has file and line; may be slower, as only errors need them
   * @return a row of {@link ParsedRows#SCHEMA} for each record
   */
  Dataset<Row> read(InputFormat format, String source, boolean numbered) {
    return switch (format) {
      case TEXT -> lines(line -> RawRecord.ofText(line.strip()), source, numbered);
      case JSONL -> lines(JsonRecord::ofLine, source, numbered);
      case CONLL -> streams(lines -> new ConllRecords(lines, Long.MAX_VALUE), source);
      case PARQUET -> ParquetReader.read(spark, files, source);
      case AUTO -> throw new IllegalArgumentException("AUTO is to be resolved before reading");
    };
  }

  /**
   * A record a line. Large files that are not compressed are read in parallel; line numbers are
   * found by another reading.
   */
  private Dataset<Row> lines(Parser parser, String source, boolean numbered) {
    Parser bare = line -> parser.apply(Lines.withoutByteOrderMark(line));
    return numbered
        ? streams(lines -> Records.ofLines(lines, bare), source)
        : spark
            .read()
            .text(files.literalPaths())
            .as(Encoders.STRING())
            .map(
                (MapFunction<String, Row>)
                    line -> ParsedRows.of(source, null, null, () -> bare.apply(line)),
                Encoders.row(ParsedRows.SCHEMA));
  }

  /** In the order of files and lines; a task reads whole files, a record in memory at a time. */
  private Dataset<Row> streams(Opener opener, String source) {
    SerializableConfiguration hadoop = hadoop();
    JavaRDD<Row> rows = inTasks().flatMap(file -> stream(hadoop.value(), file, opener, source));
    return spark.createDataFrame(rows, ParsedRows.SCHEMA);
  }

  private static Iterator<Row> stream(
      Configuration hadoop, InputFile file, Opener opener, String source) throws IOException {
    Lines lines = new Lines(file.open(hadoop), Long.MAX_VALUE);
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) context -> IOUtils.closeStream(lines));
    Records records = opener.apply(lines);
    return Stream.generate(() -> next(records, lines))
        .takeWhile(Objects::nonNull)
        .map(found -> ParsedRows.of(source, file.name(), found.line(), found.record()))
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

  /** A hash of the content of all files. */
  String contentHash() {
    SerializableConfiguration hadoop = hadoop();
    return ContentHash.ofFiles(
        inTasks()
            .map(
                file -> {
                  Path path = new Path(file.path());
                  return ContentHash.of(path.getFileSystem(hadoop.value()), path);
                })
            .collect());
  }

  private JavaRDD<InputFile> inTasks() {
    List<byte[]> packed = files.files().stream().map(Packed::pack).toList();
    return new JavaSparkContext(spark.sparkContext())
        .parallelize(packed, Math.min(packed.size(), MOST_TASKS))
        .map(file -> Packed.unpack(InputFile.class, file));
  }

  private SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark.sessionState().newHadoopConf());
  }
}
