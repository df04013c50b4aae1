package io.winnow.jobs.experiment;

import java.util.List;

/** Pieces of a page. */
final class Html {

  private static final int STYLES = 6;

  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The class of the n-th strategy's colour. */
  static String style(int number) {
    return "s" + number % STYLES;
  }

  /**
   * A table; what is in it is text, not HTML.
   *
   * @param rows the first cell of each names it
   */
  static String table(List<String> header, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
    header.forEach(cell -> table.append("<th scope=\"col\">").append(escape(cell)).append("</th>"));
    table.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      table.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        table.append(i == 0 ? "<th scope=\"row\" class=\"text\">" : "<td>");
        table.append(escape(row.get(i))).append(i == 0 ? "</th>" : "</td>");
      }
      table.append("</tr>\n");
    }
    return table.append("</tbody></table></div>\n").toString();
  }
}
