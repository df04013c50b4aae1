package io.winnow.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ChartsTest {

  private static final Axis WORDS = new Axis("labelled words", Axis.Ticks.WHOLE);
  private static final Axis F1 = new Axis("F1", Axis.Ticks.THOUSANDTHS);

  private static LineChart lines(String... names) {
    List<LineChart.Line> lines = new ArrayList<>();
    for (String name : names) {
      double y = .5 + .02 * lines.size();
      lines.add(
          new LineChart.Line(
              name,
              List.of(
                  LineChart.Dot.within(1000, y, .05), LineChart.Dot.within(2000, y + .1, .02))));
    }
    return new LineChart(
        "F1 by words", WORDS, F1, lines, Optional.of(new LineChart.Level("all the data", .7)));
  }

  private static Histogram scores(long most, Optional<Histogram.Cut> cut) {
    return new Histogram(
        "Scores",
        new Axis("mnlp", Axis.Ticks.HUNDREDTHS),
        new Axis("sentences", Axis.Ticks.WHOLE),
        "scored",
        "selected",
        List.of(new Histogram.Bar(-2, -1, 7, 5), new Histogram.Bar(-1, 0, most, 0)),
        cut);
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  @Test
  void wordsStayText() {
    assertThat(lines("random", "mnlp").html())
        .contains(">labelled words<", ">F1<", ">0.500<", ">1,000<", ">all the data<", ">random")
        .contains("role=\"img\"", "aria-label=\"F1 by words\"", "<title>F1 by words</title>");
  }

  @Test
  void aNameWithMarkupIsText() {
    assertThat(lines("a <b>\" & 'c'", "mnlp").html()).contains("a &lt;b&gt;").doesNotContain("<b>");
  }

  @Test
  void coloursAreThePages() {
    String html = lines("random", "mnlp").html();
    assertThat(html)
        .contains("var(--c0)", "var(--c1)", "var(--paper)", "var(--ink)", "var(--grid)");
    assertThat(found("(?:fill|stroke)=\"(?:rgb\\(|#)[^\"]*\"", html)).isEmpty();
    for (String variable : found("var\\(--\\w+\\)", html)) {
      assertThat(ChartStyle.css()).contains(variable.substring(4, variable.length() - 1) + ":");
    }
  }

  @Test
  void linesDifferWithoutTheirColour() {
    List<Look> looks = new ArrayList<>();
    for (int i = 0; i < ChartStyle.colours(); i++) {
      looks.add(Look.of(i));
    }
    assertThat(looks).extracting(Look::shape).doesNotHaveDuplicates();
    assertThat(looks).extracting(Look::dashes).doesNotHaveDuplicates();
  }

  @Test
  void aChartIsXmlOfTwoWidthsAndTheSameEachTime() throws Exception {
    List<Chart> charts =
        List.of(
            lines("random", "mnlp"),
            lines("alone"),
            scores(20, Optional.of(new Histogram.Cut("cut", -1.2))),
            new BarChart(
                "F1 by type",
                F1,
                List.of(
                    new BarChart.Group("person", List.of(.5, .6)),
                    new BarChart.Group("a<b", List.of(Double.NaN, .25))),
                List.of("round 0", "round 1")));
    for (Chart chart : charts) {
      assertThat(chart.html()).isEqualTo(chart.html()).doesNotContain("NaN", "http:", "<style");
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(chart.html())));
      assertThat(found("viewBox=\"0 0 \\d+ \\d+\"", chart.html())).hasSize(2);
      List<String> ids = found(" id=\"[^\"]*\"", chart.html());
      assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void aLineAloneNeedsNoLegend() {
    assertThat(lines("random", "mnlp").html()).contains(">random<", ">mnlp<");
    assertThat(lines("alone").html()).contains(">F1<").doesNotContain(">alone<");
  }

  @Test
  void wordsThatGrowEverFasterAreOnALogarithmicScale() {
    List<LineChart.Dot> dots = new ArrayList<>();
    for (int words = 1000; words < 30_000; words += words / 2) {
      dots.add(LineChart.Dot.at(words, .5));
    }
    LineChart growing =
        new LineChart("F1", WORDS, F1, List.of(new LineChart.Line("a", dots)), Optional.empty());
    assertThat(growing.html())
        .contains(">labelled words (logarithmic scale)<", ">1,000<", ">10,000<", ">20,000<")
        .doesNotContain(">0<", ">15,000<");
    assertThat(lines("random", "mnlp").html()).doesNotContain("logarithmic");
  }

  @Test
  void countsOnASquareRootScaleAreRound() {
    assertThat(scores(1290, Optional.empty()).html())
        .contains(">50<", ">200<", ">500<", ">1,000<")
        .doesNotContain(">225<");
    assertThat(Breaks.between(0, 1, count -> 100 * count, 30)).containsExactly(1.0);
  }

  @Test
  void barsHaveTheirValuesBesideThem() {
    BarChart bars =
        new BarChart(
            "Spans",
            new Axis("spans", Axis.Ticks.WHOLE),
            List.of(
                new BarChart.Group("person", List.of(1234.0)),
                new BarChart.Group("place", List.of(7.0))),
            List.of("labels"));
    assertThat(bars.html()).contains(">1,234<", ">7<", ">person<", ">place<");
    assertThat(bars.html().indexOf(">place<")).isPositive();
  }

  @Test
  void aChartOfNothingIsRefused() {
    assertThatThrownBy(
            () ->
                new LineChart(
                    "F1", WORDS, F1, List.of(new LineChart.Line("a", List.of())), Optional.empty()))
        .hasMessage("Chart 'F1' has no point in 1 lines: leave it out");
  }
}
