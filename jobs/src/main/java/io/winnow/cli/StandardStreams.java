package io.winnow.cli;

import io.winnow.cli.TerminalConsole.Watcher;
import io.winnow.display.TerminalView.Ink;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Standard input and output as bytes: Java's own printer neither writes UTF-8 everywhere nor
 * reports a closed pipe.
 *
 * @param ink whether the output may have escape sequences
 */
record StandardStreams(
    InputStream in, Watcher inComesFrom, OutputStream out, Watcher outLeadsTo, Ink ink) {

  /** Set by the launcher to the streams that are terminals: only a shell can tell each. */
  private static final String TERMINALS = "winnow.terminals";

  static StandardStreams ofProcess() {
    Watcher reader = watcher("out");
    return new StandardStreams(
        new FileInputStream(FileDescriptor.in),
        watcher("in"),
        new FileOutputStream(FileDescriptor.out),
        reader,
        ink(reader, System.getenv()));
  }

  /**
   * Colour is for people, unless they say otherwise by {@code NO_COLOR} (no-color.org) or {@code
   * CLICOLOR_FORCE} (bixense.com/clicolors), of which the first wins.
   *
   * @param environment the process's variables
   */
  static Ink ink(Watcher reader, Map<String, String> environment) {
    boolean isUnwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean isForced = !Set.of("", "0").contains(environment.getOrDefault("CLICOLOR_FORCE", ""));
    boolean isShown = reader == Watcher.PERSON && !"dumb".equals(environment.get("TERM"));
    return !isUnwanted && (isForced || isShown) ? Ink.COLOUR : Ink.PLAIN;
  }

  /**
   * Without the launcher, Java detects a terminal only if both streams are terminals.
   *
   * @param stream {@code in}, {@code out} or {@code err}
   */
  static Watcher watcher(String stream) {
    String terminals = System.getProperty(TERMINALS);
    boolean isTerminal =
        terminals == null
            ? System.console() != null
            : List.of(terminals.split(",")).contains(stream);
    return isTerminal ? Watcher.PERSON : Watcher.LOG;
  }
}
