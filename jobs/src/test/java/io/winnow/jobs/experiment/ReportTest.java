package io.winnow.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.config.ConfigReader;
import io.winnow.evaluation.curves.LearningCurve.Reached;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {

  /** Two seeds; full-data F1 .80, so that 90, 95, 99 % of it are .72, .76, .792. */
  private static final Report REPORT = report(points());

  private static Report report(List<Point> points) {
    return Report.of(points, 10_000, ConfigReader.read(List.of(), List.of()).jobs().stop());
  }

  private static List<Point> points() {
    List<Point> points = new ArrayList<>();
    points.addAll(Points.run("mnlp", 42, 50, 70, 78));
    points.addAll(Points.run("mnlp", 1042, 50, 70, 78));
    points.addAll(Points.run("random", 42, 50, 60, 70, 74));
    points.addAll(Points.run("random", 1042, 50, 60, 70, 74));
    points.add(Points.point(Point.FULL, 42, 0, 10_000, 80));
    points.add(Points.point(Point.FULL, 1042, 0, 10_000, 80));
    return points;
  }

  @Test
  void randomComesFirstAndFullDataIsNoStrategy() {
    assertThat(REPORT.curves())
        .extracting(StrategyCurve::strategy)
        .containsExactly("random", "mnlp");
    assertThat(REPORT.full().orElseThrow().mean()).isCloseTo(.80, within(1e-12));
  }

  @Test
  void wordsToReachLieOnStraightLinesBetweenPoints() {
    Report.Goal first = REPORT.goals().get(0);
    assertThat(first.f1()).isCloseTo(.72, within(1e-12));
    assertThat(first.words().get("mnlp").words()).isCloseTo(2250, within(1e-6));
    assertThat(first.words().get("random").words()).isCloseTo(3500, within(1e-6));
    assertThat(REPORT.goals().get(1).words().get("random").when())
        .isEqualTo(Reached.When.NOT_BY_THE_LAST_POINT);
  }

  @Test
  void strategiesAreHeldAgainstRandom() {
    Report.Comparison mnlp = REPORT.comparison("mnlp").orElseThrow();
    assertThat(mnlp.seeds()).isEqualTo(2);
    assertThat(mnlp.ratios().get(0).value()).isCloseTo(2250.0 / 3500, within(1e-9));
    // .60 and .74 over 1,000 words each, less .55 and .65.
    assertThat(mnlp.area().value()).isCloseTo(.07, within(1e-9));
    assertThat(REPORT.comparison("random")).isEmpty();
  }

  /** Kappas of .995 in rounds 1 to 3 are the three that the rule averages. */
  @Test
  void whereRulesWouldStopIsTold() {
    Report.RuleStop random = REPORT.stops().get(0);
    assertThat(random.rule()).isEqualTo("stable-predictions");
    assertThat(random.strategy()).isEqualTo("random");
    assertThat(random.stops()).hasSize(2);
    assertThat(random.words()).hasValue(4000);
    assertThat(random.left()).hasValue(0);
    assertThat(REPORT.stops())
        .filteredOn(stop -> stop.strategy().equals("mnlp"))
        .hasSize(3)
        .allMatch(stop -> stop.stops().isEmpty() && stop.words().isEmpty());
    assertThat(SummaryText.of(REPORT))
        .contains("stable-predictions  random            2 of 2     4,000  0.7400  +0.0000");
  }

  @Test
  void aRuleThatStopsEarlyLeavesWhatCameAfter() {
    List<Point> points = Points.run("random", 42, 50, 60, 70, 74, 77, 75);
    Report.RuleStop stop = report(points).stops().get(0);
    assertThat(stop.f1()).hasValue(.74);
    assertThat(stop.left().getAsDouble()).isCloseTo(.01, within(1e-9));
  }

  @Test
  void aRoundThatASeedLacksIsNotAveraged() {
    List<Point> points = new ArrayList<>(Points.run("mnlp", 42, 50, 60, 70));
    points.addAll(Points.run("mnlp", 1042, 52, 62));
    Report report = report(points);
    assertThat(report.curves().get(0).rounds()).hasSize(2);
    assertThat(report.goals()).isEmpty();
    assertThat(report.comparisons()).isEmpty();
  }

  @Test
  void theSummaryFitsATerminal() {
    String text = SummaryText.of(REPORT);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text)
        .contains("90 %  0.7200  mnlp             2,250 (22.5 %)         0.64 (0.64 to 0.64)")
        .contains(
            "95 %  0.7600  mnlp             2,750 (27.5 %)         below 0.69\n",
            "95 %  0.7600  random           not by 4,000 (40.0 %)")
        .contains("99 %  0.7920  mnlp             not by 3,000 (30.0 %)  neither reached it");
  }

  @Test
  void modelsThatLearntNothingAreNamed() {
    List<Point> points = new ArrayList<>(Points.run("mnlp", 42, 50, 0, 60));
    points.addAll(Points.run("random", 42, 50, 55, 60));
    assertThat(SummaryText.of(report(points)))
        .contains("Models that learned nothing", "  mnlp             seed 42, round 1\n");
    assertThat(new ExperimentPage(report(points), "a.conll").html())
        .contains("shows failed training: mnlp, seed 42, round 1. Repeat in another folder");
    assertThat(SummaryText.of(REPORT)).doesNotContain("learned nothing");
  }

  /** Full-data F1 .50: all its shares lie below what the first round has. */
  @Test
  void aGoalThatTheSharedFirstRoundReachesTellsStrategiesApartByNothing() {
    List<Point> points = new ArrayList<>();
    points.addAll(Points.run("mnlp", 42, 50, 60));
    points.addAll(Points.run("random", 42, 50, 55));
    points.add(Points.point(Point.FULL, 42, 0, 10_000, 50));
    assertThat(SummaryText.of(report(points)))
        .contains("90 %  0.4500  mnlp             by 1,000 (10.0 %)      both at the first point")
        .doesNotContain("1.00 (1.00");
  }

  /** The goal .76 is that of both means, and above one seed of each. */
  @Test
  void drawsThatTellNothingAreCounted() {
    List<Point> points = new ArrayList<>();
    points.addAll(Points.run("mnlp", 42, 50, 70, 80));
    points.addAll(Points.run("mnlp", 1042, 50, 70, 74));
    points.addAll(Points.run("random", 42, 50, 60, 80));
    points.addAll(Points.run("random", 1042, 50, 60, 74));
    points.add(Points.point(Point.FULL, 42, 0, 10_000, 80));
    points.add(Points.point(Point.FULL, 1042, 0, 10_000, 80));
    Report report = report(points);
    assertThat(report.leastTold().getAsDouble()).isBetween(.7, .8);
    assertThat(SummaryText.of(report))
        .containsPattern("95 %  0.7600  mnlp .* 0\\.\\d\\d \\(0\\.\\d\\d to \\d\\.\\d\\d\\)\\*\n")
        .containsPattern("at least 7\\d % of all draws");
    assertThat(new ExperimentPage(report, "a.conll").html())
        .contains("* In some draws neither strategy reached");
    assertThat(REPORT.leastTold()).isEmpty();
  }

  /** What draws in which random gets there say is no interval around a bound. */
  @Test
  void aBoundHasNoInterval() {
    List<Point> points = new ArrayList<>();
    points.addAll(Points.run("mnlp", 42, 50, 70, 78));
    points.addAll(Points.run("mnlp", 1042, 50, 70, 74));
    points.addAll(Points.run("random", 42, 50, 60, 70));
    points.addAll(Points.run("random", 1042, 50, 60, 76));
    points.add(Points.point(Point.FULL, 42, 0, 10_000, 80));
    points.add(Points.point(Point.FULL, 1042, 0, 10_000, 80));
    assertThat(SummaryText.of(report(points)))
        .contains("95 %  0.7600  mnlp             3,000 (30.0 %)         below 1.00\n")
        .doesNotContain("?", "\n*");
  }

  @Test
  void oneSeedIsNoMeanAndHasNoIntervalOverSeeds() {
    List<Point> points = new ArrayList<>();
    points.addAll(Points.run("mnlp", 42, 50, 70, 78));
    points.addAll(Points.run("random", 42, 50, 60, 70));
    points.add(Points.point(Point.FULL, 42, 0, 10_000, 80));
    String text = SummaryText.of(report(points));
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text)
        .contains("F1 by labelled words, of one seed:", "how much another seed changes")
        .contains("counts by its words (area under the curve).")
        .doesNotContain("+-", "mean of the seeds");
    assertThat(new ExperimentPage(report(points), "a.conll").html())
        .contains("One seed, so there are no intervals.")
        .doesNotContain("Student");
  }

  @Test
  void aRoundThatOnlyALaterStrategyPlayedKeepsItsPlaceInTheTable() {
    List<Point> points = new ArrayList<>(Points.run("random", 42, 50));
    points.addAll(Points.run("mnlp", 42, 50, 60));
    assertThat(SummaryText.of(report(points)))
        .contains("    1    2,000  20.0                     0.6000\n");
  }

  @Test
  void strategiesWithLongNamesFitAndAreToldApart() {
    List<Point> points = new ArrayList<>(points());
    points.addAll(Points.run("mnlp + dedupe + diverse(c=3) + explore(0.1)", 42, 50, 60));
    points.addAll(Points.run("mnlp + dedupe + explore(0.1)", 42, 50, 60));
    String text = SummaryText.of(report(points));
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text)
        .contains(
            """
            Strategies with long names:
              mnlp + dedupe ~1  mnlp + dedupe + diverse(c=3) + explore(0.1)
              mnlp + dedupe ~2  mnlp + dedupe + explore(0.1)
            """,
            "  mnlp + dedupe ~1 0.5500");
  }

  @Test
  void differencesOfMeansAreOfTheMeansThatAreShown() {
    List<Point> points = new ArrayList<>(points());
    points.addAll(Points.run("margin", 42, 50, 60));
    points.addAll(Points.run("margin", 1042, 50, 60));
    // All three went from 1,000 to 2,000 words: .60 and .55 there.
    assertThat(SummaryText.of(report(points)))
        .contains(
            "  random           0.5500\n",
            "  mnlp             0.6000  +0.0500 against random (+0.0500 to +0.0500)");
  }

  @Test
  void thePageNeedsNothingElseAndItsChartsAreXml() throws Exception {
    String page = new ExperimentPage(REPORT, "a <b>.conll").html();
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("a &lt;b&gt;.conll", "prefers-color-scheme: dark")
        .contains("0.64 (0.64\u00a0to\u00a00.64)", "0.700 ±\u00a00.000")
        .contains(
            "Words to reach 95 % of the F1 with all the data, 0.760: "
                + "mnlp 2,750 (27.5\u00a0%), random not by 4,000 (40.0\u00a0%).")
        .doesNotContain("http://", "https://", "<script", "NaN", "Infinity");
    Matcher charts = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page);
    int count = 0;
    while (charts.find()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(charts.group())));
      count++;
    }
    assertThat(count).isEqualTo(3 * 2); // Wide and narrow.
  }
}
