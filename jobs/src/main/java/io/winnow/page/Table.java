package io.winnow.page;

import io.winnow.display.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A table of a page, which scrolls by itself where the screen is narrow: a line for each row, and
 * columns with what they say of it. The first column names the row.
 */
public final class Table<T> {

  private record Column<T>(String name, String style, Function<T, String> cell) {}

  private final List<T> rows;
  private final List<Column<T>> columns = new ArrayList<>();

  private Table(List<T> rows) {
    this.rows = rows;
  }

  public static <T> Table<T> of(List<T> rows) {
    return new Table<>(rows);
  }

  /** Adds a column that stands right. */
  public Table<T> figures(String name, Function<T, String> cell) {
    return add(name, "", cell);
  }

  /** Adds measurements, such as figures and their intervals: what follows a figure may go below. */
  public Table<T> measured(String name, Function<T, String> cell) {
    return add(name, " class=\"measured\"", cell);
  }

  /** Adds a column that stands left. */
  public Table<T> names(String name, Function<T, String> cell) {
    return add(name, " class=\"names\"", cell.andThen(Excerpt::of));
  }

  /** Adds long text, in lines. */
  public Table<T> text(String name, Function<T, String> cell) {
    return add(name, " class=\"text\"", cell);
  }

  private Table<T> add(String name, String style, Function<T, String> cell) {
    columns.add(new Column<>(name, style, cell));
    return this;
  }

  String html() {
    StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr>");
    columns.forEach(it -> html.append(cell("th", " scope=\"col\"" + it.style(), it.name())));
    html.append("</tr></thead>\n<tbody>\n");
    for (T row : rows) {
      html.append("<tr>");
      for (Column<T> column : columns) {
        String text = column.cell().apply(row);
        html.append(
            column == columns.get(0)
                ? cell("th", " scope=\"row\"" + column.style(), text)
                : cell("td", column.style(), text));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  private static String cell(String element, String attributes, String text) {
    return "<%s%s>%s</%s>".formatted(element, attributes, HtmlPage.escape(text), element);
  }
}
