package io.winnow.cli;

import io.winnow.jobs.Console;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Progress for a log: a plain line at fixed intervals, even without progress. */
final class ProgressLines implements Console.Progress {

  /** A second; what is slower is told by the minute. */
  private static final double SLOW = 0.1;

  private final String task;
  private final long total;
  private final String unit;
  private final PrintStream log;
  private final Clock clock;
  private final Instant begun;
  private final ScheduledExecutorService timer;
  private long done;
  private String note = "";

  /**
   * @param between lines; the first comes so long after the begin
   */
  ProgressLines(
      Duration between, String task, long total, String unit, PrintStream log, Clock clock) {
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.log = log;
    this.clock = clock;
    this.begun = clock.instant();
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
    long nanos = between.toNanos();
    timer.scheduleAtFixedRate(this::print, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public synchronized void at(long done, String note) {
    this.done = done;
    this.note = note;
  }

  private void print() {
    log.println(line());
    log.flush();
  }

  /** Such as {@code Score: 1200 of 5000 sentences, 40.0/s, 95 s left}. */
  synchronized String line() {
    double seconds = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
    StringBuilder line = new StringBuilder("%s: %d of %d %s".formatted(task, done, total, unit));
    if (done > 0 && seconds > 0) {
      double rate = done / seconds;
      line.append(", ").append(perTime(rate));
      line.append(", %.0f s left".formatted((total - done) / rate));
    } else {
      line.append(" after %.0f s".formatted(seconds));
    }
    return note.isEmpty() ? line.toString() : line.append("  ").append(note).toString();
  }

  private static String perTime(double rate) {
    if (rate >= SLOW) {
      return "%.1f/s".formatted(rate);
    }
    return 60 * rate < 0.1 ? "%.1f/h".formatted(3600 * rate) : "%.1f/min".formatted(60 * rate);
  }

  @Override
  public void close() {
    // The job itself says how it ended.
    timer.shutdownNow();
  }
}
