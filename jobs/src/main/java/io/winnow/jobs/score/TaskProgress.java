package io.winnow.jobs.score;

import io.winnow.jobs.Console;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Shows the progress of the Spark stage that writes, by the tasks of it that are done. */
final class TaskProgress implements AutoCloseable {

  private final SparkSession spark;
  private final Listener listener;
  private final Console.Progress progress;

  private TaskProgress(SparkSession spark, Listener listener, Console.Progress progress) {
    this.spark = spark;
    this.listener = listener;
    this.progress = progress;
  }

  static TaskProgress of(
      SparkSession spark, Console console, String task, long total, String unit, int tasks) {
    Console.Progress progress = console.progress(task, total, unit);
    Listener listener = new Listener(progress, total, tasks);
    spark.sparkContext().addSparkListener(listener);
    return new TaskProgress(spark, listener, progress);
  }

  @Override
  public void close() {
    spark.sparkContext().removeSparkListener(listener);
    progress.close();
  }

  private static final class Listener extends SparkListener {
    private final Console.Progress progress;
    private final long total;
    private final int tasks;
    private final AtomicInteger done = new AtomicInteger();

    Listener(Console.Progress progress, long total, int tasks) {
      this.progress = progress;
      this.total = total;
      this.tasks = tasks;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      // The stage before it only moves rows about; the one that writes is the one that scores.
      boolean scored =
          end.taskInfo().successful() && end.taskMetrics().outputMetrics().recordsWritten() > 0;
      if (scored) {
        progress.at(Math.min(total, total * done.incrementAndGet() / tasks), "");
      }
    }
  }
}
