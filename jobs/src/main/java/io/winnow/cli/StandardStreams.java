package io.winnow.cli;

import io.winnow.cli.TerminalConsole.Watcher;
import io.winnow.display.TerminalView.Ink;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * Standard input and output as bytes: Java's own printer knows neither UTF-8 everywhere nor tells
 * that nobody reads any more.
 *
 * @param ink whether the output may have escape sequences
 */
record StandardStreams(
    InputStream in, Watcher inComesFrom, OutputStream out, Watcher outLeadsTo, Ink ink) {

  /** Set by the launcher to the streams that are terminals: only a shell can tell each. */
  private static final String TERMINALS = "winnow.terminals";

  /** See no-color.org. */
  private static final String NO_COLOUR = "NO_COLOR";

  static StandardStreams ofProcess() {
    String noColour = System.getenv(NO_COLOUR);
    boolean isPlain =
        "dumb".equals(System.getenv("TERM")) || (noColour != null && !noColour.isEmpty());
    Watcher reader = watcher("out");
    return new StandardStreams(
        new FileInputStream(FileDescriptor.in),
        watcher("in"),
        new FileOutputStream(FileDescriptor.out),
        reader,
        reader == Watcher.PERSON && !isPlain ? Ink.COLOUR : Ink.PLAIN);
  }

  /**
   * Whether the output failed because whoever read it has seen enough, as in {@code winnow tag ...
   * | head}. Java tells this from a full disk by the system's words alone.
   */
  boolean nobodyReads(IOException failure) {
    String message = failure.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
  }

  /** Without the launcher, Java knows a terminal only where both streams are one. */
  private static Watcher watcher(String stream) {
    String terminals = System.getProperty(TERMINALS);
    boolean isTerminal =
        terminals == null
            ? System.console() != null
            : List.of(terminals.split(",")).contains(stream);
    return isTerminal ? Watcher.PERSON : Watcher.LOG;
  }
}
