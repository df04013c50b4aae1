package io.winnow.testing;

import io.winnow.jobs.Console;

/** A console that nobody watches. */
public final class SilentConsole implements Console {

  @Override
  public void say(String line) {
    // Nobody listens.
  }

  @Override
  public Progress progress(String task, long total, String unit) {
    return new Progress() {
      @Override
      public void at(long done, String note) {
        // Nobody watches.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
