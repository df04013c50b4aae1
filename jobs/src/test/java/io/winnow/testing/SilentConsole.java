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
    return Progress.UNSEEN;
  }
}
