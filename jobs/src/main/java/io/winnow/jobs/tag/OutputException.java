package io.winnow.jobs.tag;

import java.io.IOException;
import java.util.Locale;

/** What was found can't be written. */
public final class OutputException extends IOException {

  OutputException(IOException cause) {
    super("Cannot write what was found: " + cause.getMessage(), cause);
  }

  /**
   * Whether the reader closed the pipe, as in {@code winnow tag ... | head}. Java tells this from a
   * full disk only by the system's message.
   */
  public boolean nobodyReads() {
    return getMessage().toLowerCase(Locale.ROOT).contains("pipe");
  }
}
