package io.winnow.notebook;

import io.winnow.display.HighlightedText;
import io.winnow.spark.Rows;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Chosen sentences for people.
 *
 * @param shown entity types to highlight
 * @param minConfidence of suggestions that are highlighted
 */
record SelectionView(List<String> types, List<String> shown, double minConfidence) {

  static final StructType TABLE =
      new StructType()
          .add("rank", "int")
          .add("score", "double")
          .add("reason", "string")
          .add("words", "int")
          .add("sentence", "string");

  /**
   * @param rows of {@link io.winnow.spark.Schemas#SELECTION}
   */
  String shown(String title, List<Row> rows) {
    Page page = new Page(types).caption(title);
    if (rows.isEmpty()) {
      return page.caption("Nothing is selected yet").shown();
    }
    page.html("<div class=\"winnow-wide\"><table class=\"winnow-answers\">\n");
    page.html("<tr><th>rank</th><th>why</th><th>sentence, with suggestions</th></tr>\n");
    rows.forEach(row -> add(row, page));
    return page.html("</table></div>\n").shown();
  }

  private void add(Row row, Page page) {
    HighlightedText text =
        HighlightedText.of(Rows.sentence(row), Rows.confidentSpans(row, "suggestions"))
            .keeping(
                found ->
                    shown.contains(found.type()) && found.confidence().orElse(1) >= minConfidence);
    page.html("<tr><th scope=\"row\">" + row.<Integer>getAs("rank") + "</th><td>")
        .caption(why(row))
        .html("</td><td>")
        .text(text)
        .html("</td></tr>\n");
  }

  private static String why(Row row) {
    int score = row.fieldIndex("score");
    String reason = row.getAs("reason");
    return row.isNullAt(score)
        ? reason
        : String.format(Locale.ROOT, "%s, score %.4f", reason, row.getDouble(score));
  }

  static Row tableRow(Row row) {
    return RowFactory.create(
        row.<Integer>getAs("rank"),
        row.<Double>getAs("score"),
        row.<String>getAs("reason"),
        Rows.words(row).size(),
        Cells.plain(row.getAs("text")));
  }
}
