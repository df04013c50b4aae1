package io.winnow.notebook;

/** Text from a corpus in the cells of Zeppelin's tables. */
final class Cells {

  private static final char WIDE_PERCENT = '\uff05';

  private Cells() {}

  /** Zeppelin takes a cell that begins with {@code %html} for a page, and runs what is in it. */
  static String plain(String text) {
    String shown = text.stripLeading();
    return shown.startsWith("%") ? WIDE_PERCENT + shown.substring(1) : text;
  }
}
