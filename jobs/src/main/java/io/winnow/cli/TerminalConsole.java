package io.winnow.cli;

import io.winnow.jobs.Console;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Lines on standard output. Details and progress go to standard error, the latter as a bar where a
 * terminal is attached, else as a plain line every half minute, for logs.
 */
final class TerminalConsole implements Console {

  /** Where standard error leads. */
  enum Watcher {
    PERSON,
    LOG
  }

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);
  private static final int COLUMNS = 79;

  private final PrintStream out;
  private final PrintStream err;
  private final Watcher watcher;
  private final Clock clock;

  TerminalConsole(PrintStream out, PrintStream err, Watcher watcher, Clock clock) {
    this.out = out;
    this.err = err;
    this.watcher = watcher;
    this.clock = clock;
  }

  @Override
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void detail(String line) {
    err.println(line);
    err.flush();
  }

  @Override
  public Progress progress(String task, long total, String unit) {
    return switch (watcher) {
      case PERSON ->
          new Bar(
              new ProgressBarBuilder()
                  .setTaskName(task)
                  .setInitialMax(total)
                  .setUnit(" " + unit, 1)
                  .setStyle(ProgressBarStyle.ASCII)
                  .setMaxRenderedLength(COLUMNS)
                  .showSpeed()
                  .build());
      case LOG -> new ProgressLines(BETWEEN_LINES, task, total, unit, err, clock);
    };
  }

  private record Bar(ProgressBar bar) implements Progress {

    @Override
    public void at(long done, String note) {
      bar.stepTo(done);
      bar.setExtraMessage(note.isEmpty() ? "" : " " + note);
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
