package io.winnow.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.charts.LineChart.Look;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
      assertThat(Chart.css()).contains(variable.substring(4, variable.length() - 1) + ":");
    }
  }

  @Test
  void linesDifferWithoutTheirColour() {
    List<Look> looks = new ArrayList<>();
    for (int i = 0; i < Ink.LINES.size(); i++) {
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
    assertThat(Axis.breaks(0, 1, count -> 100 * count, 30)).containsExactly(1.0);
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

  @ParameterizedTest
  @ValueSource(strings = {"t", "\uD83C\uDF09", "x\uD83C\uDF09"})
  void longNamesLeaveRoomForTheirBarsAndAreToldInFull(String letter) {
    String one = letter.repeat(60) + " of one kind";
    String other = letter.repeat(60) + " of another";
    BarChart bars =
        new BarChart(
            "Spans",
            new Axis("spans", Axis.Ticks.WHOLE),
            List.of(
                new BarChart.Group(one, List.of(1234.0)),
                new BarChart.Group(other, List.of(700.0)),
                new BarChart.Group("short", List.of(1.0))),
            List.of("labels"));
    List<String> drawn =
        found("(?s)<svg .*?</svg>", bars.html().replace("&#127753;", "\uD83C\uDF09"));
    assertThat(drawn).hasSize(2);
    for (String svg : drawn) {
      assertThat(found("(?<=<title>)[^<]*", svg)).containsExactly("Spans", other, one);
      assertThat(found("[^>]*…(?=<)", svg)).hasSize(2);
      double width = Double.parseDouble(found("(?<=viewBox=\"0 0 )\\d+", svg).get(0));
      assertThat(
              found(
                  "(?<= transform=\"translate\\()[0-9.]+(?= 0 \\) \" clip-path=\"url\\(#[^\"]+\\)\"><defs>)",
                  svg))
          .as("where bars begin")
          .isNotEmpty()
          .allSatisfy(left -> assertThat(Double.parseDouble(left)).isLessThan(.45 * width));
    }
  }

  @Test
  void linesWhoseNamesAreCutStayApartAndTheirKeysInSight() {
    String name = "mnlp + dedupe(similarity=0.8) + lengths(min=3, max=40) + ".repeat(3);
    for (String svg : found("(?s)<svg .*?</svg>", lines(name + "1", name + "2").html())) {
      assertThat(found("(?<=<title>)[^<]*", svg))
          .containsExactly("F1 by words", name + "1", name + "2");
      assertThat(found("<path d=", svg)).hasSize(2);
      assertThat(found("translate\\(-(?:[2-9]\\d|\\d{3,})[^)]*", svg))
          .as("groups that lie left of what is shown")
          .isEmpty();
    }
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
