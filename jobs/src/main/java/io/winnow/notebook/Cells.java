package io.winnow.notebook;

import java.util.regex.Pattern;

/** Text from a corpus where Zeppelin looks for commands. */
final class Cells {

  private static final String WIDE_PERCENT = "\uff05";
  private static final Pattern COMMAND = Pattern.compile("^(\\s*)%", Pattern.MULTILINE);

  private Cells() {}

  /**
   * Zeppelin takes a line of an output, or a cell of a table, that begins with {@code %html} for a
   * page, and runs what is in it.
   */
  static String plain(String text) {
    return COMMAND.matcher(text).replaceAll("$1" + WIDE_PERCENT);
  }
}
