package io.winnow.page;

import java.util.List;
import java.util.regex.Pattern;

/** Pieces of a page. What is given to them is text, never HTML. */
public final class Html {

  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF&&[^\t\n\r]]");

  private Html() {}

  /**
   * Text as it stands between tags and in quoted attributes; what no page may hold becomes U+FFFD.
   */
  public static String escape(String text) {
    return UNPRINTABLE
        .matcher(text)
        .replaceAll("\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A table, which scrolls by itself where the screen is narrow.
   *
   * @param rows the first cell of each names it
   */
  static String table(List<Column> columns, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr>");
    columns.forEach(
        column ->
            table
                .append("<th scope=\"col\"%s>".formatted(column.style()))
                .append(escape(column.name()))
                .append("</th>"));
    table.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      table.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String style = columns.get(i).style();
        table
            .append(i == 0 ? "<th scope=\"row\"%s>".formatted(style) : "<td%s>".formatted(style))
            .append(escape(row.get(i)))
            .append(i == 0 ? "</th>" : "</td>");
      }
      table.append("</tr>\n");
    }
    return table.append("</tbody></table></div>\n").toString();
  }
}
