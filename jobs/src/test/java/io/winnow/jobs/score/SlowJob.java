package io.winnow.jobs.score;

import io.winnow.jobs.Console;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * The driver of {@link SentenceProgressTest}: four tasks of 100 sentences, one of which fails once,
 * and a line for each time that progress was told.
 */
final class SlowJob {

  static final int TASKS = 4;
  static final int SENTENCES = 100;
  static final String MARK = "AT ";

  private SlowJob() {}

  @SuppressWarnings("try") // It is open, and that is enough: it looks by itself.
  public static void main(String[] arguments) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2,2]")
            .config("spark.executor.heartbeatInterval", "100ms")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    LongAccumulator sentences = spark.sparkContext().longAccumulator("sentences scored");
    // Other work, before and of another kind, is no progress.
    sentences.add(1_000);
    LongAccumulator other = spark.sparkContext().longAccumulator("tokens encoded");
    long total = (long) TASKS * SENTENCES;
    try (SentenceProgress progress =
        SentenceProgress.follow(spark.sparkContext(), new Printed(), total)) {
      JavaSparkContext.fromSparkContext(spark.sparkContext())
          .parallelize(List.of(0, 1, 2, 3), TASKS)
          .foreach(task -> score(task, sentences, other));
    }
    spark.stop();
  }

  private static void score(int task, LongAccumulator sentences, LongAccumulator other)
      throws InterruptedException {
    for (int i = 0; i < SENTENCES; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
      sentences.add(1);
      other.add(25);
      if (task == 1 && i == SENTENCES / 2 && TaskContext.get().attemptNumber() == 0) {
        throw new IllegalStateException("on purpose");
      }
    }
  }

  private static final class Printed implements Console {

    @Override
    public void say(String line) {
      System.out.println(line);
    }

    @Override
    public Progress progress(String task, long total, String unit) {
      return new Progress() {
        @Override
        public void at(long done, String note) {
          System.out.println(MARK + done);
        }

        @Override
        public void close() {
          System.out.println("CLOSED");
        }
      };
    }
  }
}
