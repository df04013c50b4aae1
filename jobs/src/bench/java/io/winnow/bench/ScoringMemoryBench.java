package io.winnow.bench;

import ai.djl.Device;
import io.winnow.jobs.ingest.Corpus;
import io.winnow.jobs.ingest.CorpusInput;
import io.winnow.jobs.ingest.InputFormat;
import io.winnow.model.Checkpoint;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.spark.ModelFiles;
import io.winnow.spark.ScoreColumns;
import io.winnow.spark.ScorePartition;
import io.winnow.spark.ScoringCounters;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * Memory of the JVM in which Spark scores many sentences: flat, or something leaks; and with more
 * tasks hardly more, or each has weights of its own.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.ScoringMemoryBench \
 *     -Dbench.args="../../shared/data/books/books-200k.txt.gz 200000"
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.ScoringMemoryBench \
 *     -Dbench.args="../../shared/data/books/books-200k.txt.gz 800 4 bert:large fp32"
 * </pre>
 *
 * <p>What {@code spark.executor.memoryOverhead} must have room for, with an executor's Java: its
 * heap is resident from the start, so that the rest of the process is outside of it. With {@code
 * -Dbench.heap=1g -Dbench.jvm="-Xms1g -XX:+AlwaysPreTouch -XX:-UseSerialGC -XX:+UseG1GC
 * -XX:TieredStopAtLevel=4"}.
 */
public final class ScoringMemoryBench {

  private static final int REPORT_SECONDS = 5;
  private static final int MOST_PARTITIONS = 20;

  /** A partition has several full batches also where few sentences are scored. */
  private static final int LEAST_SENTENCES = 100;

  private ScoringMemoryBench() {}

  /**
   * @param arguments a text file with a sentence a line, and how many sentences to score; then, if
   *     not two tasks on the bundled encoder: tasks at once, a family and shape, the precision
   */
  public static void main(String[] arguments) throws Exception {
    boolean isBundled = arguments.length < 5;
    Path model =
        isBundled ? Encoder.withHead(Encoder.pretrained()) : FamilyShape.elsewhere(arguments[3]);
    int tasks = isBundled ? 2 : Integer.parseInt(arguments[2]);
    Precision precision =
        isBundled ? Precision.AUTO : Precision.valueOf(arguments[4].toUpperCase(Locale.ROOT));
    int count = Integer.parseInt(arguments[1]);
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[" + tasks + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      Dataset<Row> sentences =
          Corpus.read(spark, CorpusInput.of(arguments[0], InputFormat.TEXT))
              .sentences()
              .limit(count)
              .selectExpr("id", "words.text as words")
              .repartition(Math.max(tasks, Math.min(MOST_PARTITIONS, count / LEAST_SENTENCES)))
              .persist();
      sentences.count();
      ScorePartition scoring =
          new ScorePartition(
              ModelFiles.ship(spark, model.toUri().toString(), Checkpoint.open(model).sha256()),
              precision.on(Device.cpu()),
              ScoreColumns.named(List.of("mnlp"), InferenceOptions.PLAIN),
              4096,
              1024,
              64,
              ScoringCounters.on(spark.sparkContext()));
      LongAccumulator scored = spark.sparkContext().longAccumulator("scored");
      ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor();
      Usage begun = Usage.now();
      System.out.printf("%10s %10s %12s %10s%n", "sentences", "RSS MiB", "heap MiB", "CPU-s");
      reporter.scheduleAtFixedRate(
          () -> report(scored.sum(), begun), REPORT_SECONDS, REPORT_SECONDS, TimeUnit.SECONDS);
      scoring
          .over(sentences)
          .foreachPartition(
              (org.apache.spark.api.java.function.ForeachPartitionFunction<Row>)
                  rows -> {
                    while (rows.hasNext()) {
                      rows.next();
                      scored.add(1);
                    }
                  });
      reporter.shutdownNow();
      report(scored.sum(), begun);
      Usage used = Usage.now().since(begun);
      long highest = Usage.highestResidentMiB();
      long heap = Runtime.getRuntime().maxMemory() >> 20;
      System.out.printf("highest RSS: %d MiB%n", highest);
      System.out.printf("outside the heap, if that was touched whole: %d MiB%n", highest - heap);
      System.out.printf("padded / real tokens: %.4f%n", scoring.counters().padding());
      System.out.printf(
          "%d sentences: %.1f a wall second, %.1f a CPU-second%n",
          count, count / used.wallSeconds(), count / used.cpuSeconds());
    }
  }

  private static void report(long scored, Usage begun) {
    Usage used = Usage.now().since(begun);
    System.out.printf(
        "%10d %10d %12d %10.1f%n", scored, used.residentMiB(), used.heapMiB(), used.cpuSeconds());
  }
}
