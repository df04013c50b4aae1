package io.winnow.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much a command says beside its answer, by options that every command has. */
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
      description = "Say nothing but what was asked for, and errors.")
  private void quiet(boolean wanted) {
    level = wanted ? Level.QUIET : level;
  }

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Name each stage as it begins; with an error its stack trace.")
  private void verbose(boolean wanted) {
    level = wanted ? Level.VERBOSE : level;
  }

  Level level() {
    return level;
  }
}
