package io.winnow.jobs.report;

import io.winnow.charts.Axis;
import io.winnow.charts.Histogram;
import io.winnow.display.HighlightedText;
import io.winnow.display.HtmlView;
import io.winnow.display.TypePalette;
import io.winnow.jobs.report.SelectionFacts.Example;
import io.winnow.page.HtmlPage;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the last round chose, out of what, and why. */
final class SelectionSection {

  private static final Map<String, String> WHY =
      Map.of(
          "uncertain", "as the model is least certain of them",
          "random", "by chance",
          "dispute", "again, as annotators differ on them",
          "review", "again, as their labels are doubtful",
          "holdout", "held out, to measure by");

  private SelectionSection() {}

  static void add(HtmlPage page, ReportFacts facts) {
    scores(page, facts);
    page.heading("What was selected and why");
    if (facts.selection().isEmpty()) {
      page.paragraph("Nothing was selected yet.");
      return;
    }
    SelectionFacts selection = facts.selection().get();
    page.paragraph(
        "Round %d: %,d sentences%s; %s. The first ones, with what the model suggests for them and how sure it is:"
            .formatted(
                selection.round(),
                selection.sentences(),
                selection.strategy().isBlank() ? "" : ", strategy " + selection.strategy(),
                selection.reasons().stream()
                    .map(it -> "%,d %s".formatted(it.sentences(), why(it.name())))
                    .collect(Collectors.joining("; "))));
    page.html("<ol class=\"plain\">\n");
    HtmlView view = new HtmlView(new TypePalette(facts.status().types()));
    selection.examples().forEach(example -> page.html(shown(example, view)));
    page.html("</ol>\n");
  }

  private static String shown(Example example, HtmlView view) {
    String score =
        example.score().isPresent() ? ", score %.4f".formatted(example.score().getAsDouble()) : "";
    return "<li><p class=\"note\">rank %d, %s%s</p>\n%s</li>\n"
        .formatted(
            example.rank(),
            HtmlPage.escape(example.reason()),
            score,
            view.text(HighlightedText.of(example.sentence(), example.suggestions())));
  }

  private static String why(String reason) {
    return WHY.getOrDefault(reason, reason);
  }

  private static void scores(HtmlPage page, ReportFacts facts) {
    page.heading("Scores");
    if (facts.scores().isEmpty()) {
      page.paragraph(
          "The last round that chose was not scored: the first one is chosen at random, as there is no model yet.");
      return;
    }
    ScoreFacts scores = facts.scores().get();
    Optional<Histogram.Cut> cut =
        facts
            .selection()
            .filter(selection -> selection.cut().isPresent())
            .map(
                selection ->
                    new Histogram.Cut(
                        "cut %.3f".formatted(selection.cut().getAsDouble()),
                        selection.cut().getAsDouble()));
    page.figure(
        new Histogram(
            "Scores of round " + scores.round(),
            new Axis(scores.function() + " (lower: less certain)", Axis.Ticks.HUNDREDTHS),
            new Axis("sentences", Axis.Ticks.WHOLE),
            "scored",
            "selected for its score",
            scores.bins().stream()
                .map(bin -> new Histogram.Bar(bin.from(), bin.to(), bin.scored(), bin.selected()))
                .toList(),
            cut),
        "%,d sentences scored in round %d. The cut is the highest score that was chosen for its score: without modifiers of the strategy, all below it were."
            .formatted(scores.scored(), scores.round()));
  }
}
