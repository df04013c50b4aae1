package io.winnow.jobs.score;

import io.winnow.jobs.Console;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;
import scala.Tuple4;
import scala.collection.Seq;

/**
 * Shows the progress of Spark jobs by accumulators that their tasks add to. Within a task it moves
 * with the executors' heartbeats, which carry what running tasks have added so far ({@code
 * spark.executor.heartbeatInterval}, 10 s by default).
 */
final class SentenceProgress implements AutoCloseable {

  private final SparkSession spark;
  private final Listener listener;

  private SentenceProgress(SparkSession spark, Listener listener) {
    this.spark = spark;
    this.listener = listener;
  }

  /**
   * Follows all jobs from now until it is closed.
   *
   * @param total sentences that are to be scored
   * @param accumulator the name of the accumulator, or of several that add up
   */
  static SentenceProgress follow(
      SparkSession spark, Console console, String task, long total, String accumulator) {
    Listener listener =
        new Listener(console.progress(task, total, "sentences"), total, accumulator);
    spark.sparkContext().addSparkListener(listener);
    return new SentenceProgress(spark, listener);
  }

  /** All is done, even if Spark has not reported it yet. */
  void done() {
    listener.done();
  }

  @Override
  public void close() {
    spark.sparkContext().removeSparkListener(listener);
    listener.close();
  }

  /** Its events come from one thread of Spark's, the end from another. */
  static final class Listener extends SparkListener {
    private final Console.Progress progress;
    private final long total;
    private final String accumulator;
    private final SentenceTally tally = new SentenceTally();
    private boolean closed;

    Listener(Console.Progress progress, long total, String accumulator) {
      this.progress = progress;
      this.total = total;
      this.accumulator = accumulator;
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
      tally.started(start.taskInfo().taskId(), start.stageId(), start.taskInfo().partitionId());
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
      Seq<Tuple4<Object, Object, Object, Seq<AccumulableInfo>>> tasks = update.accumUpdates();
      for (int i = 0; i < tasks.size(); i++) {
        tally.heard((Long) tasks.apply(i)._1(), added(tasks.apply(i)._4()));
      }
      show(tally.sentences());
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
      long task = end.taskInfo().taskId();
      if (end.taskInfo().successful()) {
        tally.succeeded(task, added(end.taskInfo().accumulables()));
      } else {
        tally.failed(task);
      }
      show(tally.sentences());
    }

    /** What one task added. */
    private long added(Seq<AccumulableInfo> accumulators) {
      for (int i = 0; i < accumulators.size(); i++) {
        AccumulableInfo one = accumulators.apply(i);
        if (one.name().contains(accumulator) && one.update().isDefined()) {
          return ((Number) one.update().get()).longValue();
        }
      }
      return 0;
    }

    private void show(long done) {
      if (!closed) {
        progress.at(Math.min(total, done), "");
      }
    }

    synchronized void done() {
      show(total);
    }

    synchronized void close() {
      closed = true;
      progress.close();
    }
  }
}
