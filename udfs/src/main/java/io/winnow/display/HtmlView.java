package io.winnow.display;

import io.winnow.display.SideBySide.Row;
import io.winnow.display.SideBySide.Standing;
import io.winnow.display.SideBySide.Stretch;

/**
 * Entities as HTML: {@code <mark>} with the type's name in it, so that colour is never needed.
 * Whatever comes from a corpus is escaped. All classes begin with {@code winnow-}; there are no
 * inline styles, no scripts and no identifiers, so that many fragments may stand on a page.
 *
 * @param palette the types' colours
 */
public record HtmlView(TypePalette palette) {

  // Notebooks set text between dollar signs as mathematics, unless it has this class of MathJax.
  private static final String NO_MATHEMATICS = "tex2jax_ignore";

  /**
   * What pages with these fragments need once, inside {@code <style>}. Entities keep the page's own
   * ink on a see-through colour, so that they can be read on a light page and on a dark one; only
   * their hues know of dark mode. Hues after Okabe and Ito's colour-blind-safe set (2008).
   */
  public static String stylesheet() {
    return CSS;
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

  /** Four: readers can't distinguish more. */
  private static String strength(double confidence) {
    int step = confidence < 0.5 ? 1 : confidence < 0.7 ? 2 : confidence < 0.9 ? 3 : 4;
    return "winnow-sure-" + step;
  }

  // A strength is an opacity; 0.42 of any hue leaves black or white ink a contrast above 4.5.
  private static final String CSS =
      """
      .winnow-text, .winnow-answers, .winnow-legend {
        --winnow-hue-0: 0 114 178; --winnow-hue-1: 213 94 0; --winnow-hue-2: 0 158 115;
        --winnow-hue-3: 204 121 167; --winnow-hue-4: 176 130 0; --winnow-hue-5: 86 140 233;
        --winnow-hue-6: 140 86 75; --winnow-hue-7: 112 128 20; --winnow-hue-8: 110 110 110;
      }
      @media (prefers-color-scheme: dark) {
        .winnow-text, .winnow-answers, .winnow-legend {
          --winnow-hue-0: 92 176 232; --winnow-hue-1: 240 136 60; --winnow-hue-2: 48 194 148;
          --winnow-hue-3: 224 150 190; --winnow-hue-4: 230 180 40; --winnow-hue-5: 130 170 250;
          --winnow-hue-6: 196 140 126; --winnow-hue-7: 176 192 80; --winnow-hue-8: 160 160 160;
        }
      }
      .winnow-text { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.9; }
      .winnow-entity {
        --winnow-strength: 0.22;
        color: inherit;
        background-color: rgb(var(--winnow-hue) / var(--winnow-strength));
        border-bottom: 2px solid rgb(var(--winnow-hue));
        border-radius: 3px 3px 0 0;
        padding: 1px 2px;
        -webkit-box-decoration-break: clone; box-decoration-break: clone;
        -webkit-print-color-adjust: exact; print-color-adjust: exact;
      }
      .winnow-type-0 { --winnow-hue: var(--winnow-hue-0); }
      .winnow-type-1 { --winnow-hue: var(--winnow-hue-1); }
      .winnow-type-2 { --winnow-hue: var(--winnow-hue-2); }
      .winnow-type-3 { --winnow-hue: var(--winnow-hue-3); }
      .winnow-type-4 { --winnow-hue: var(--winnow-hue-4); }
      .winnow-type-5 { --winnow-hue: var(--winnow-hue-5); }
      .winnow-type-6 { --winnow-hue: var(--winnow-hue-6); }
      .winnow-type-7 { --winnow-hue: var(--winnow-hue-7); }
      .winnow-type-8 { --winnow-hue: var(--winnow-hue-8); }
      .winnow-sure-1 { --winnow-strength: 0.08; }
      .winnow-sure-2 { --winnow-strength: 0.18; }
      .winnow-sure-3 { --winnow-strength: 0.30; }
      .winnow-sure-4 { --winnow-strength: 0.42; }
      .winnow-label {
        margin: 0 0.5em; font-size: 0.72em; font-weight: 600; letter-spacing: 0.02em;
        white-space: nowrap; -webkit-user-select: none; user-select: none;
      }
      .winnow-different, .winnow-missing { margin: 0 3px; outline-offset: 1px; }
      .winnow-different { outline: 2px dashed rgb(var(--winnow-hue)); }
      .winnow-missing { outline: 2px dotted currentColor; padding: 1px 2px; }
      .winnow-wide { overflow-x: auto; }
      .winnow-answers { border-collapse: collapse; }
      .winnow-answers th, .winnow-answers td {
        text-align: start; vertical-align: baseline; padding: 4px 12px 4px 0;
        border-bottom: 1px solid rgb(128 128 128 / 0.4);
      }
      .winnow-answers th { white-space: nowrap; }
      .winnow-legend {
        list-style: none; display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 0;
        line-height: 1.9;
      }
      @media (forced-colors: active) { .winnow-entity { border-bottom-color: CanvasText; } }
      """;
}
