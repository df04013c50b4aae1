package io.winnow.page;

import io.winnow.charts.Chart;
import io.winnow.files.Resources;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One HTML file, written from top to bottom, that needs no other and no network. For one thread.
 */
public final class HtmlPage {

  private static final String STYLE = "page.css";

  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF&&[^\t\n\r]]");

  private final String title;
  private final String css;
  private final StringBuilder body = new StringBuilder();

  /**
   * @param title of the window, as text
   */
  public HtmlPage(String title) {
    this(title, "");
  }

  /**
   * @param css for what the page shows besides
   */
  public HtmlPage(String title, String css) {
    this.title = title;
    this.css = css;
  }

  public HtmlPage title(String text) {
    return element("h1", text);
  }

  public HtmlPage heading(String text) {
    return element("h2", text);
  }

  public HtmlPage paragraph(String text) {
    return element("p", text);
  }

  /** What a reader in a hurry takes home. */
  public HtmlPage lead(String text) {
    return html("<p class=\"lead\">%s</p>\n".formatted(escape(text)));
  }

  public HtmlPage table(List<Column> columns, List<List<String>> rows) {
    return html(scrollingTable(columns, rows));
  }

  public HtmlPage figure(Chart chart, String caption) {
    return html("<figure>\n" + chart.html()).element("figcaption", caption).html("</figure>\n");
  }

  /** HTML as it is: whoever made it has escaped what is text in it. */
  public HtmlPage html(String safe) {
    body.append(safe);
    return this;
  }

  public HtmlPage element(String name, String text) {
    return html("<%s>%s</%s>\n".formatted(name, escape(text), name));
  }

  public String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>%s</title>
        <style>
        %s%s%s</style>
        </head>
        <body>
        %s</body>
        </html>
        """
        .formatted(escape(title), Chart.css(), Resources.text(HtmlPage.class, STYLE), css, body);
  }

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
  private static String scrollingTable(List<Column> columns, List<List<String>> rows) {
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
