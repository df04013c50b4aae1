package io.winnow.display;

/**
 * Makes text from a corpus safe to display. Control characters, which could control a terminal or
 * are not allowed in a page, become Unicode's pictures of them; halves of surrogate pairs become
 * U+FFFD, and so do signs that make what follows run the other way, as if it were something else.
 */
public final class Printable {

  private static final int PICTURES = 0x2400;
  private static final int DELETE = 0x7F;
  private static final int PICTURE_OF_DELETE = 0x2421;
  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /** For a terminal; tabs and line ends stay. */
  public static String text(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().map(Printable::printable).forEach(printable::appendCodePoint);
    return printable.toString();
  }

  /** For a place in a line: tabs and line ends become pictures, too. */
  public static String inLine(String text) {
    return text(text)
        .replace('\t', (char) (PICTURES + '\t'))
        .replace('\n', (char) (PICTURES + '\n'));
  }

  /**
   * For a page, as content or in a quoted attribute. Line ends are written as references: a
   * notebook would take a line of the text that begins with a percent sign for a command.
   */
  static String html(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    text.codePoints()
        .map(Printable::printable)
        .forEach(
            point -> {
              switch (point) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case '\n' -> html.append("&#10;");
                default -> html.appendCodePoint(point);
              }
            });
    return html.toString();
  }

  private static int printable(int point) {
    if (point < ' ') {
      return point == '\t' || point == '\n' ? point : PICTURES + point;
    }
    if (point == DELETE) {
      return PICTURE_OF_DELETE;
    }
    // Embeddings, overrides and isolates of Unicode's bidirectional algorithm, and their ends.
    boolean turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    int type = Character.getType(point);
    boolean isUnfit = turns || type == Character.CONTROL || type == Character.SURROGATE;
    return isUnfit ? REPLACEMENT : point;
  }
}
