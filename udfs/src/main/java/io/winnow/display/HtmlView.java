package io.winnow.display;

import io.winnow.display.SideBySide.Row;
import io.winnow.display.SideBySide.Standing;
import io.winnow.display.SideBySide.Stretch;

/**
 * Entities as HTML: {@code <mark>} with the type's name in it, so that nothing hangs on colour.
 * Whatever comes from a corpus is escaped. All classes begin with {@code winnow-}; there are no
 * inline styles, no scripts and no identifiers, so that many fragments may stand on a page.
 *
 * @param palette the types' colours
 */
public record HtmlView(TypePalette palette) {

  // Notebooks set text between dollar signs as mathematics, unless it has this class of MathJax.
  private static final String NO_MATHEMATICS = "tex2jax_ignore";

  /** What pages with these fragments need once, inside {@code <style>}. */
  public static String stylesheet() {
    return Stylesheet.CSS;
  }

  /** A paragraph. */
  public String text(HighlightedText text) {
    StringBuilder html = new StringBuilder(2 * text.text().length() + 64);
    html.append("<p class=\"winnow-text ").append(NO_MATHEMATICS).append("\" dir=\"auto\">");
    int from = 0;
    for (Highlight highlight : text.highlights()) {
      html.append(Printable.html(text.text().substring(from, highlight.start())));
      append(html, text.text(), highlight);
      from = highlight.end();
    }
    return html.append(Printable.html(text.text().substring(from))).append("</p>\n").toString();
  }

  /** A list of the types, each in its colour. */
  public String legend() {
    StringBuilder html = new StringBuilder("<ul class=\"winnow-legend\">");
    for (String type : palette.types()) {
      html.append("<li><span class=\"winnow-entity ").append(colour(type)).append("\">");
      html.append(Printable.html(type)).append("</span></li>");
    }
    return html.append("</ul>\n").toString();
  }

  /** A table, a row for each answer. */
  public String sideBySide(SideBySide answers) {
    StringBuilder html = new StringBuilder();
    html.append("<div class=\"winnow-wide\"><table class=\"winnow-answers ");
    html.append(NO_MATHEMATICS).append("\">\n");
    for (Row row : answers.rows()) {
      html.append("<tr><th scope=\"row\">").append(Printable.html(row.who())).append("</th>");
      html.append("<td class=\"winnow-text\" dir=\"auto\">");
      int from = 0;
      for (Stretch stretch : row.stretches()) {
        html.append(Printable.html(answers.text().substring(from, stretch.highlight().start())));
        append(html, answers.text(), stretch);
        from = stretch.highlight().end();
      }
      html.append(Printable.html(answers.text().substring(from))).append("</td></tr>\n");
    }
    return html.append("</table></div>\n").toString();
  }

  private void append(StringBuilder html, String text, Highlight highlight) {
    String type = Printable.html(highlight.type());
    html.append("<mark class=\"winnow-entity ").append(colour(highlight.type()));
    if (highlight.confidence().isPresent()) {
      html.append(' ').append(strength(highlight.confidence().getAsDouble()));
    }
    html.append("\" title=\"").append(type);
    if (highlight.confidence().isPresent()) {
      html.append(", confidence ").append(highlight.shownConfidence());
    }
    html.append("\">");
    html.append(Printable.html(text.substring(highlight.start(), highlight.end())));
    label(html, Printable.html(highlight.label())).append("</mark>");
  }

  private void append(StringBuilder html, String text, Stretch stretch) {
    Highlight highlight = stretch.highlight();
    String type = Printable.html(highlight.type());
    String element = stretch.standing() == Standing.MISSING ? "span" : "mark";
    String opening =
        switch (stretch.standing()) {
          case SHARED ->
              "class=\"winnow-entity %s\" title=\"%s, as in all answers\""
                  .formatted(colour(highlight.type()), type);
          case DIFFERENT ->
              "class=\"winnow-entity %s winnow-different\" title=\"%s, not in all answers\""
                  .formatted(colour(highlight.type()), type);
          case MISSING -> "class=\"winnow-missing\" title=\"no entity here, but in other answers\"";
        };
    html.append('<').append(element).append(' ').append(opening).append('>');
    html.append(Printable.html(text.substring(highlight.start(), highlight.end())));
    label(html, Printable.html(stretch.label())).append("</").append(element).append('>');
  }

  /** Left to right in any text: the digits of a confidence must not turn around. */
  private static StringBuilder label(StringBuilder html, String label) {
    return html.append("<span class=\"winnow-label\" dir=\"ltr\">").append(label).append("</span>");
  }

  private String colour(String type) {
    return "winnow-type-" + palette.colour(type);
  }

  /** Of four: a reader tells no more apart. */
  private static String strength(double confidence) {
    int step = confidence < 0.5 ? 1 : confidence < 0.7 ? 2 : confidence < 0.9 ? 3 : 4;
    return "winnow-sure-" + step;
  }
}
