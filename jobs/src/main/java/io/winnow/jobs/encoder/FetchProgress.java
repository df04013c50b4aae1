package io.winnow.jobs.encoder;

import io.winnow.hub.Transfer;
import io.winnow.jobs.Console;

/** Shows on the console how far a fetch from the hub is. */
final class FetchProgress implements Transfer {

  private static final double MEGA = 1e6;

  private final Console console;
  private Console.Progress progress = Console.Progress.UNSEEN;

  FetchProgress(Console console) {
    this.console = console;
  }

  @Override
  public void begins(int files, long bytes) {
    progress = console.progress("Fetch", megabytes(bytes), "MB");
  }

  @Override
  public void at(long bytes, String file) {
    progress.at(megabytes(bytes), file);
  }

  /** Begun ones count, so that a small model is not 0 of 0. */
  private static long megabytes(long bytes) {
    return (long) Math.ceil(bytes / MEGA);
  }

  @Override
  public void say(String line) {
    console.say(line);
  }

  @Override
  public void ends() {
    progress.close();
  }
}
