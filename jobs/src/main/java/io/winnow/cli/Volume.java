package io.winnow.cli;

import io.winnow.display.Printable;
import io.winnow.jobs.Console;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much a command says besides its result: options that every command has. */
final class Volume {

  /** From little to much. */
  enum Level {
    QUIET,
    NORMAL,
    VERBOSE
  }

  private Level level = Level.NORMAL;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print only results and errors.")
  private void quiet(boolean wanted) {
    level = wanted ? Level.QUIET : level;
  }

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Print each stage as it begins; print stack traces of errors.")
  private void verbose(boolean wanted) {
    level = wanted ? Level.VERBOSE : level;
  }

  Level level() {
    return level;
  }

  /**
   * Lets through as much as the person wants to hear; the log file gets all of it. Words of a
   * corpus or a vendor can't command the terminal.
   */
  record VolumeConsole(Console console, Volume volume) implements Console {

    private static final Logger LOG = LoggerFactory.getLogger("winnow.console");

    @Override
    public void say(String said) {
      String line = Printable.text(said);
      LOG.info(line);
      if (volume.level() != Volume.Level.QUIET) {
        console.say(line);
      }
    }

    @Override
    public void detail(String said) {
      String line = Printable.text(said);
      LOG.info(line);
      if (volume.level() == Volume.Level.VERBOSE) {
        console.detail(line);
      }
    }

    @Override
    public Progress progress(String task, long total, String unit) {
      return volume.level() == Volume.Level.QUIET
          ? Progress.UNSEEN
          : console.progress(task, total, unit);
    }
  }
}
