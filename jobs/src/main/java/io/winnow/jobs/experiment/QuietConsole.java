package io.winnow.jobs.experiment;

import io.winnow.jobs.Console;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For the jobs of concurrent runs: their messages go to the log file alone.
 *
 * @param run its name
 */
record QuietConsole(String run) implements Console {

  private static final Logger LOG = LoggerFactory.getLogger("winnow.simulate");

  @Override
  public void say(String line) {
    LOG.info("{}: {}", run, line);
  }

  @Override
  public Progress progress(String task, long total, String unit) {
    // The experiment shows its own.
    return Progress.UNSEEN;
  }
}
