package io.winnow.page;

import io.winnow.charts.Chart;
import io.winnow.files.Resources;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

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

  public HtmlPage table(Table<?> table) {
    return html(table.html());
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
    return StringEscapeUtils.escapeXml10(UNPRINTABLE.matcher(text).replaceAll("\uFFFD"));
  }
}
