package io.winnow.bench;

import io.winnow.jobs.Console;

/** A console that says what it is told and shows no progress. */
final class Plain implements Console {

  @Override
  public void say(String line) {
    System.out.println(line);
  }

  @Override
  public Progress progress(String task, long total, String unit) {
    return Progress.UNSEEN;
  }
}
