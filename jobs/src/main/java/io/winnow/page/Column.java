package io.winnow.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table's column: figures stand right, text stands left, long text in lines; of measurements,
 * such as a figure and its interval, what follows the figure may go below it.
 */
public record Column(String name, Kind kind) {

  /** What is in a column. */
  public enum Kind {
    FIGURES(""),
    MEASURED(" class=\"measured\""),
    NAMES(" class=\"names\""),
    TEXT(" class=\"text\"");

    private final String style;

    Kind(String style) {
      this.style = style;
    }
  }

  public static Column figures(String name) {
    return new Column(name, Kind.FIGURES);
  }

  public static Column measured(String name) {
    return new Column(name, Kind.MEASURED);
  }

  public static Column names(String name) {
    return new Column(name, Kind.NAMES);
  }

  public static Column text(String name) {
    return new Column(name, Kind.TEXT);
  }

  /** A column of names, then figures. */
  public static List<Column> figuresBy(String name, List<String> figures) {
    List<Column> columns = new ArrayList<>(List.of(names(name)));
    figures.forEach(figure -> columns.add(figures(figure)));
    return columns;
  }

  String style() {
    return kind.style;
  }
}
