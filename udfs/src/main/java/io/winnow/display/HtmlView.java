package io.winnow.display;

import static java.util.stream.Collectors.joining;

import io.winnow.display.Highlight.Standing;
import java.util.stream.IntStream;

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
    return "<p class=\"winnow-text %s\" dir=\"auto\">%s</p>\n"
        .formatted(NO_MATHEMATICS, text.written(Printable::html, this::marked));
  }

  /** A list of the types, each in its colour. */
  public String legend() {
    return palette.types().stream()
        .map(
            type ->
                "<li><span class=\"%s\">%s</span></li>"
                    .formatted(classes(type), Printable.html(type)))
        .collect(joining("", "<ul class=\"winnow-legend\">", "</ul>\n"));
  }

  /** A table, a row for each answer. */
  public String sideBySide(SideBySide answers) {
    String rows =
        answers.rows().stream()
            .map(
                row ->
                    "<tr><th scope=\"row\">%s</th><td class=\"winnow-text\" dir=\"auto\">%s</td></tr>\n"
                        .formatted(
                            Printable.html(row.who()),
                            row.text().written(Printable::html, this::marked)))
            .collect(joining());
    return "<div class=\"winnow-wide\"><table class=\"winnow-answers %s\">\n%s</table></div>\n"
        .formatted(NO_MATHEMATICS, rows);
  }

  /** The label runs left to right in any text: the digits of a confidence must not turn around. */
  private String marked(Highlight highlight, String words) {
    String classes = classes(highlight.type());
    String type = Printable.html(highlight.type());
    String attributes =
        switch (highlight.standing()) {
          case ALONE ->
              highlight.confidence().isEmpty()
                  ? "class=\"%s\" title=\"%s\"".formatted(classes, type)
                  : sure(classes, type, highlight.confidence().getAsDouble());
          case SHARED -> "class=\"%s\" title=\"%s, as in all answers\"".formatted(classes, type);
          case DIFFERENT ->
              "class=\"%s winnow-different\" title=\"%s, not in all answers\""
                  .formatted(classes, type);
          case MISSING -> "class=\"winnow-missing\" title=\"no entity here, but in other answers\"";
        };
    return "<%1$s %2$s>%3$s<span class=\"winnow-label\" dir=\"ltr\">%4$s</span></%1$s>"
        .formatted(
            highlight.standing() == Standing.MISSING ? "span" : "mark",
            attributes,
            Printable.html(words),
            Printable.html(highlight.label()));
  }

  private String classes(String type) {
    return "winnow-entity winnow-type-" + palette.colour(type);
  }

  /** In four steps: readers can't distinguish more. */
  private static String sure(String classes, String type, double confidence) {
    int step = confidence < 0.5 ? 1 : confidence < 0.7 ? 2 : confidence < 0.9 ? 3 : 4;
    return "class=\"%s winnow-sure-%d\" title=\"%s, confidence %s\""
        .formatted(classes, step, type, Highlight.shown(confidence));
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
      %s
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
      """
          .formatted(
              IntStream.rangeClosed(0, TypePalette.COLOURS)
                  .mapToObj(
                      i ->
                          ".winnow-type-%1$d { --winnow-hue: var(--winnow-hue-%1$d); }"
                              .formatted(i))
                  .collect(joining("\n")));
}
