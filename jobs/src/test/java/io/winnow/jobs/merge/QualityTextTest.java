package io.winnow.jobs.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.display.Columns;
import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.quality.Agreement;
import io.winnow.evaluation.quality.AnnotatorReport;
import io.winnow.evaluation.quality.AnnotatorReport.Drift;
import io.winnow.evaluation.quality.AnnotatorReport.Pace;
import io.winnow.evaluation.quality.AnnotatorReport.Workload;
import io.winnow.evaluation.quality.BatchReport;
import io.winnow.evaluation.quality.ControlAnswers;
import io.winnow.evaluation.quality.QualityReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityTextTest {

  private static final Pace CALM = new Pace(900, 1.254, 3);
  private static final Drift STEADY =
      new Drift(new SpanCounts(50, 50, 40), new SpanCounts(50, 50, 41));
  private static final Drift NONE = new Drift(SpanCounts.NONE, SpanCounts.NONE);

  private static final AnnotatorReport GOOD = annotator("ann", 0.8, 0.5, CALM, STEADY);
  private static final AnnotatorReport LESS_GOOD = annotator("bob", 0.6, 0.4, CALM, STEADY);
  private static final AnnotatorReport SPAMMER =
      annotator(
          "a-worker-with-a-long-name-\u001b[2J",
          0.7,
          0.001,
          new Pace(900, 0.02, 900),
          new Drift(new SpanCounts(500, 500, 400), new SpanCounts(500, 500, 200)));
  private static final AnnotatorReport UNKNOWN =
      new AnnotatorReport(
          "new",
          new Workload(0, 0, 0, 0, 0, 0),
          SpanCounts.NONE,
          0.741,
          Double.NaN,
          new double[0][],
          Double.NaN,
          Double.NaN,
          ControlAnswers.NONE,
          ControlAnswers.NONE,
          ControlAnswers.NONE,
          new Pace(0, Double.NaN, 0),
          NONE);

  @Test
  void theWorstComesFirstWithWhatIsWrongInWords() {
    assertThat(QualityText.of(report(GOOD, UNKNOWN, LESS_GOOD, SPAMMER), 10).lines())
        .containsExactly(
            "Agreement: alpha 0.712 (words), 0.698 (spans); pairwise span F1 0.755",
            "  12,000 sentences, 36,000 annotations; unanimous 61 %, disputed 4 %",
            "  lowest agreement: batch r0002-b01, alpha 0.512 (spans)",
            "Annotators, worst first; F1 against labels, others, known answers:",
            "  annotator     answers   spans labels others  known   same  sugg. s/word  drift",
            "  a-worker-w...   1,200   1,500  0.741  0.700  0.800   90 %   90 %   0.02  -0.40",
            "    likely a spammer: gives nearly the same annotation for every sentence,",
            "    annotates faster than a person can read, has become worse",
            "  bob             1,200   1,500  0.741  0.600  0.800   90 %   90 %   1.25  +0.02",
            "  ann             1,200   1,500  0.741  0.800  0.800   90 %   90 %   1.25  +0.02",
            "  new                 0       0      -      -      -      -      -      -      -");
  }

  @Test
  void noLineIsWiderThanEightyColumns() {
    assertThat(QualityText.of(report(GOOD, UNKNOWN, LESS_GOOD, SPAMMER), 10).lines())
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void answersThatAreNearlyAllAsSuggestedAreAWarning() {
    assertThat(QualityText.warning(new ControlAnswers(1000, 901, SpanCounts.NONE)))
        .hasValue(
            "Warning: 901 of 1,000 answers to sentences with suggestions are exactly what was"
                + " suggested");
    assertThat(QualityText.warning(new ControlAnswers(1000, 900, SpanCounts.NONE))).isEmpty();
    assertThat(QualityText.warning(new ControlAnswers(19, 19, SpanCounts.NONE))).isEmpty();
    assertThat(QualityText.warning(ControlAnswers.NONE)).isEmpty();
  }

  @Test
  void beyondTheLimitOnlyTheSuspectedAreShown() {
    String text = QualityText.of(report(GOOD, LESS_GOOD, SPAMMER), 0);
    assertThat(text)
        .contains("a-worker-w...")
        .doesNotContain("bob")
        .contains("  and 2 more, none of them with a warning");
  }

  @Test
  void aVendorsNameCannotCommandTheTerminal() {
    AnnotatorReport odd = annotator("\u001b[2Jx\n", 0.8, 0.5, CALM, STEADY);
    assertThat(QualityText.of(report(odd), 10))
        .contains("  \u241b[2Jx\u240a ")
        .doesNotContain("\u001b");
  }

  @Test
  void columnsStandBelowEachOtherWhateverTheScript() {
    AnnotatorReport plain = annotator("annotator", 0.8, 0.5, CALM, STEADY);
    AnnotatorReport wide = annotator("東京の山田太郎さん", 0.7, 0.5, CALM, STEADY);
    List<Integer> ends =
        QualityText.of(report(plain, wide), 10)
            .lines()
            .filter(line -> line.contains("1,200"))
            .map(line -> Columns.of(line.substring(0, line.indexOf("1,200"))))
            .toList();
    assertThat(ends).hasSize(2).containsOnly(ends.get(0));
  }

  private static QualityReport report(AnnotatorReport... annotators) {
    return new QualityReport(
        List.of(annotators),
        List.of(
            batch("r0001-b01", new Agreement(0.75, 0.74, 0.8)),
            batch("r0002-b01", new Agreement(0.6, 0.512, 0.6)),
            batch("r0002-b02", new Agreement(Double.NaN, Double.NaN, Double.NaN))),
        batch(QualityReport.ALL, new Agreement(0.7123, 0.698, 0.755)));
  }

  private static BatchReport batch(String name, Agreement agreement) {
    return new BatchReport(name, 12_000, 36_000, agreement, 0.61, 0.04);
  }

  private static AnnotatorReport annotator(
      String name, double peerF1, double score, Pace pace, Drift drift) {
    return new AnnotatorReport(
        name,
        new Workload(1_200, 20_000, 1_500, 3, 700, 100),
        new SpanCounts(1_200, 1_500, 1_000),
        0.741,
        peerF1,
        new double[0][],
        score,
        score,
        new ControlAnswers(20, 15, new SpanCounts(25, 25, 20)),
        new ControlAnswers(20, 18, new SpanCounts(25, 25, 22)),
        new ControlAnswers(400, 360, new SpanCounts(500, 500, 480)),
        pace,
        drift);
  }
}
