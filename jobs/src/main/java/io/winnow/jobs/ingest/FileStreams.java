package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.InputFiles.InputFile;
import io.winnow.spark.Packed;
import io.winnow.workspace.ContentHash;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Reads each file from its first byte to its last in one task, a record in memory at a time. */
final class FileStreams {

  private static final int MOST_TASKS = 1_000;

  /** Gives a file's rows one by one, null after the last. */
  interface RowsOf extends Serializable {
    Supplier<Row> open(InputLines lines, InputFile file);
  }

  private FileStreams() {}

  /** Rows of {@link ParsedRows#SCHEMA}, in the order of files and lines. */
  static Dataset<Row> read(SparkSession spark, InputFiles files, RowsOf rows) {
    SerializableConfiguration hadoop = hadoop(spark);
    JavaRDD<Row> rdd = inTasks(spark, files).flatMap(file -> stream(hadoop.value(), file, rows));
    return spark.createDataFrame(rdd, ParsedRows.SCHEMA);
  }

  /** SHA-256 of each file's bytes, in the order of files. */
  static List<String> hashes(SparkSession spark, InputFiles files) {
    SerializableConfiguration hadoop = hadoop(spark);
    return inTasks(spark, files).map(file -> hash(hadoop.value(), new Path(file.path()))).collect();
  }

  private static JavaRDD<InputFile> inTasks(SparkSession spark, InputFiles files) {
    int tasks = Math.min(files.files().size(), MOST_TASKS);
    List<byte[]> packed = files.files().stream().map(Packed::pack).toList();
    return new JavaSparkContext(spark.sparkContext())
        .parallelize(packed, tasks)
        .map(file -> Packed.unpack(InputFile.class, file));
  }

  private static SerializableConfiguration hadoop(SparkSession spark) {
    return new SerializableConfiguration(spark.sessionState().newHadoopConf());
  }

  private static String hash(Configuration hadoop, Path file) throws IOException {
    return ContentHash.of(file.getFileSystem(hadoop), file);
  }

  private static Iterator<Row> stream(Configuration hadoop, InputFile file, RowsOf rows) {
    InputLines lines = InputLines.open(hadoop, file, InputLines.ANY_LENGTH);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> lines.close());
    Supplier<Row> source = rows.open(lines, file);
    return Stream.generate(
            () -> {
              Row row = source.get();
              if (row == null) {
                lines.close();
              }
              return row;
            })
        .takeWhile(Objects::nonNull)
        .iterator();
  }
}
