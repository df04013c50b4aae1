package io.winnow.page;

import io.winnow.charts.Chart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One HTML file, written from top to bottom, that needs no other and no network. For one thread.
 */
public final class Page {

  private static final String STYLE = "page.css";

  private final String title;
  private final String css;
  private final StringBuilder body = new StringBuilder();

  /**
   * @param title of the window, as text
   */
  public Page(String title) {
    this(title, "");
  }

  /**
   * @param css for what the page shows besides
   */
  public Page(String title, String css) {
    this.title = title;
    this.css = css;
  }

  public Page title(String text) {
    return element("h1", text);
  }

  public Page heading(String text) {
    return element("h2", text);
  }

  public Page paragraph(String text) {
    return element("p", text);
  }

  /** What a reader in a hurry takes home. */
  public Page lead(String text) {
    return html("<p class=\"lead\">%s</p>\n".formatted(Html.escape(text)));
  }

  public Page table(List<Column> columns, List<List<String>> rows) {
    return html(Html.table(columns, rows));
  }

  public Page figure(Chart chart, String caption) {
    return html("<figure>\n" + chart.html()).element("figcaption", caption).html("</figure>\n");
  }

  /** HTML as it is: whoever made it has escaped what is text in it. */
  public Page html(String safe) {
    body.append(safe);
    return this;
  }

  public Page element(String name, String text) {
    return html("<%s>%s</%s>\n".formatted(name, Html.escape(text), name));
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
        .formatted(Html.escape(title), Chart.css(), style(), css, body);
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException(STYLE + " is not on the class path: build again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + STYLE, e);
    }
  }
}
