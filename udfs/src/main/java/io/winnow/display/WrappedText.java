package io.winnow.display;

/** Breaks text into lines for a terminal, between words. */
public final class WrappedText {

  private static final int COLUMNS = 80;

  private WrappedText() {}

  /**
   * Lines of 80 columns at most, each with its end; a word that is longer has one to itself.
   *
   * @param lead begins the first line; the others begin with as many blank columns
   */
  public static String of(String lead, String text) {
    String indent = " ".repeat(Columns.of(lead));
    StringBuilder out = new StringBuilder(lead);
    int used = indent.length();
    boolean isFirst = true;
    for (String word : text.split(" ")) {
      int columns = Columns.of(word);
      if (!isFirst && used + 1 + columns > COLUMNS) {
        out.append(System.lineSeparator()).append(indent);
        used = indent.length();
        isFirst = true;
      }
      out.append(isFirst ? "" : " ").append(word);
      used += columns + (isFirst ? 0 : 1);
      isFirst = false;
    }
    return out.append(System.lineSeparator()).toString();
  }
}
