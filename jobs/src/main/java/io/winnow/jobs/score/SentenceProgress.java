package io.winnow.jobs.score;

import io.winnow.jobs.Console;
import io.winnow.spark.ScoringCounters;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.Tuple4;
import scala.collection.Seq;

/**
 * Shows how far scoring is, by the counter of sentences that tasks add to. Within a task it moves
 * with the executors' heartbeats, which carry what running tasks have added so far ({@code
 * spark.executor.heartbeatInterval}, 10 s by default). Events come from one thread of Spark's, the
 * end from another.
 */
final class SentenceProgress extends SparkListener implements AutoCloseable {

  private final SparkContext spark;
  private final Console.Progress progress;
  private final long total;
  private final SentenceTally tally = new SentenceTally();
  private boolean closed;

  private SentenceProgress(SparkContext spark, Console.Progress progress, long total) {
    this.spark = spark;
    this.progress = progress;
    this.total = total;
  }

  /**
   * @param total sentences that are to be scored
   */
  static SentenceProgress follow(SparkContext spark, Console console, long total) {
    SentenceProgress following =
        new SentenceProgress(spark, console.progress("Score", total, "sentences"), total);
    spark.addSparkListener(following);
    return following;
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
  private static long added(Seq<AccumulableInfo> accumulators) {
    for (int i = 0; i < accumulators.size(); i++) {
      AccumulableInfo one = accumulators.apply(i);
      if (one.name().contains(ScoringCounters.SENTENCES) && one.update().isDefined()) {
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

  /** Even if Spark has not reported it all yet. */
  synchronized void done() {
    show(total);
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
    synchronized (this) {
      closed = true;
      progress.close();
    }
  }
}
