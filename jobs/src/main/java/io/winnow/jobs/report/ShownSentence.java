package io.winnow.jobs.report;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.page.Html;
import io.winnow.text.Sentence;
import java.util.Comparator;
import java.util.List;

/** A sentence with its entities marked, as HTML. */
final class ShownSentence {

  private ShownSentence() {}

  /** What a page with such sentences has in its style sheet. */
  static String css() {
    return """
        .sentence { margin: .2rem 0; color: var(--ink); max-width: none; line-height: 1.9; }
        .sentence mark {
          color: inherit; background: none; border-bottom: 2px solid var(--c1); padding: 0 1px;
        }
        .sentence small { color: var(--faint); font-weight: 600; margin-left: .3em; }
        """;
  }

  /**
   * @param spans none overlap
   */
  static String html(Sentence sentence, List<ConfidentSpan> spans) {
    StringBuilder html = new StringBuilder("<p class=\"sentence\" dir=\"auto\">");
    int from = 0;
    for (ConfidentSpan found :
        spans.stream().sorted(Comparator.comparing(ConfidentSpan::span)).toList()) {
      int start = sentence.words().get(found.span().startWord()).start();
      int end = sentence.words().get(found.span().endWord() - 1).end();
      html.append(Html.escape(sentence.text().substring(from, start)))
          .append("<mark>")
          .append(Html.escape(sentence.text().substring(start, end)))
          .append(
              "<small>%s %.2f</small></mark>"
                  .formatted(Html.escape(found.span().type()), found.confidence()));
      from = end;
    }
    return html.append(Html.escape(sentence.text().substring(from))).append("</p>\n").toString();
  }
}
