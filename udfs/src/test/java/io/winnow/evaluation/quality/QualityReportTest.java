package io.winnow.evaluation.quality;

import static io.winnow.evaluation.quality.GivenAnswers.says;
import static io.winnow.evaluation.quality.GivenAnswers.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.annotation.Judgements;
import io.winnow.annotation.MajorityVote;
import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.quality.AnnotatorReport.Drift;
import io.winnow.evaluation.quality.AnnotatorReport.Workload;
import io.winnow.text.EntitySpan;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Three sentences. Settled by vote: s holds PER [0,2), t holds LOC [1,2), u holds nothing. Batch b1
 * has s and t, b2 has u.
 */
class QualityReportTest {

  private static final EntitySpan PER = span(0, 2, "PER");
  private static final EntitySpan LOC = span(1, 2, "LOC");
  private static final EntitySpan ORG = span(3, 4, "ORG");

  private final Judgements judgements =
      new GivenAnswers()
          .sentence("s", 4, says("s", "ann", PER), says("s", "bob", PER), says("s", "cy"))
          .sentence("t", 6, says("t", "ann", LOC), says("t", "bob", LOC, ORG), says("t", "cy", LOC))
          .sentence("u", 5, says("u", "ann"), says("u", "bob", ORG), says("u", "cy"))
          .judgements();

  private final QualityReport report =
      QualityReport.of(
          judgements,
          new MajorityVote().adjudicate(judgements),
          facts(),
          new UnjudgedAnswers()
              .known("ann", List.of(PER, ORG), List.of(PER))
              .known("ann", List.of(LOC), List.of(LOC))
              .repeat("bob", List.of(PER, LOC), List.of(PER))
              .repeat("bob", List.of(), List.of())
              .skipped("cy", 2)
              .known("dora", List.of(PER), List.of()),
          0.9);

  @Test
  void workIsCounted() {
    assertThat(of("ann").work()).isEqualTo(new Workload(3, 15, 2, 0, 2, 0));
    assertThat(of("bob").work()).isEqualTo(new Workload(3, 15, 4, 0, 2, 0));
    assertThat(of("cy").work()).isEqualTo(new Workload(3, 15, 1, 2, 2, 1));
    assertThat(of("cy").work().emptyShare()).isEqualTo(0.5);
  }

  @Test
  void answersAreComparedWithWhatWasSuggested() {
    assertThat(of("ann").suggested()).isEqualTo(new ControlAnswers(2, 1, new SpanCounts(3, 2, 2)));
    assertThat(of("ann").suggested().sameShare()).isEqualTo(0.5);
    assertThat(of("ann").suggested().f1()).isEqualTo(0.8);
    assertThat(of("cy").suggested().sameShare()).as("nothing was suggested").isNaN();
    assertThat(report.suggested()).isEqualTo(new ControlAnswers(3, 2, new SpanCounts(4, 3, 3)));
  }

  @Test
  void spansAreComparedWithSettledLabels() {
    assertThat(of("ann").settled()).isEqualTo(new SpanCounts(2, 2, 2));
    assertThat(of("bob").settled()).isEqualTo(new SpanCounts(2, 4, 2));
    assertThat(of("bob").settledF1()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(of("cy").settled()).isEqualTo(new SpanCounts(2, 1, 1));
  }

  /** By hand: ann and bob 2 of 2 and 4: 2/3; ann and cy 1 of 2 and 1: 2/3; bob and cy 2/5. */
  @Test
  void peersAreComparedTwoByTwo() {
    assertThat(of("ann").peerF1()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(of("bob").peerF1()).isCloseTo((2.0 / 3 + 0.4) / 2, within(1e-12));
    assertThat(report.all().agreement().pairwiseF1())
        .isCloseTo((2.0 / 3 + 2.0 / 3 + 0.4) / 3, within(1e-12));
  }

  @Test
  void confusionIsTheAdjudicators() {
    // bob gives an ORG in 2 of the 12 words that hold no entity.
    assertThat(of("bob").confusion()[0][3]).isCloseTo(2.0 / 12, within(1e-12));
    assertThat(of("ann").confusion()[0][0]).isEqualTo(1);
  }

  @Test
  void knownAnswersAreScored() {
    ControlAnswers known = of("ann").known();
    assertThat(known).isEqualTo(new ControlAnswers(2, 1, new SpanCounts(3, 2, 2)));
    assertThat(known.f1()).isCloseTo(0.8, within(1e-12));
    assertThat(known.recall().low()).isCloseTo(0.2077, within(1e-4));
    assertThat(known.recall().high()).isCloseTo(0.9385, within(1e-4));
    assertThat(known.precision().high()).isEqualTo(1);
    assertThat(known.sameInterval().low()).isCloseTo(0.0945, within(1e-4));
    // Two of three spans on either side are on both: 2 * .2077 / 1.2077 and so on.
    assertThat(known.f1Interval().low()).isCloseTo(0.3439, within(1e-3));
    assertThat(known.f1Interval().high()).isCloseTo(0.9683, within(1e-3));
  }

  @Test
  void repeatsAreComparedWithTheFirstAnswer() {
    ControlAnswers repeats = of("bob").repeats();
    assertThat(repeats).isEqualTo(new ControlAnswers(2, 1, new SpanCounts(2, 1, 1)));
    assertThat(repeats.sameShare()).isEqualTo(0.5);
    assertThat(repeats.f1()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(of("ann").repeats().sameShare()).isNaN();
  }

  /** ann: 4 s for 4 words, 3 s for 6, 10 s for 5; bob: 0.2 s for 4 and nothing known of others. */
  @Test
  void paceIsTheMedianOfSecondsPerWord() {
    assertThat(of("ann").pace().secondsPerWord()).isCloseTo(1.0, within(1e-6));
    assertThat(of("ann").pace().tooFastShare()).isZero();
    assertThat(of("bob").pace().timed()).isEqualTo(1);
    assertThat(of("bob").pace().secondsPerWord()).isCloseTo(0.05, within(1e-6));
    assertThat(of("bob").pace().tooFastShare()).isEqualTo(1);
    assertThat(of("cy").pace().secondsPerWord()).isNaN();
  }

  /**
   * bob answered t, then s (by place), then u in the later batch. By the others' vote t holds LOC,
   * and u nothing; without ann, s holds PER and u ORG, which one of the two others marked.
   */
  @Test
  void driftComparesTheFirstThirdWithTheLast() {
    assertThat(of("bob").drift())
        .isEqualTo(new Drift(new SpanCounts(1, 2, 1), new SpanCounts(0, 1, 0)));
    assertThat(of("ann").drift())
        .isEqualTo(new Drift(new SpanCounts(1, 1, 1), new SpanCounts(1, 0, 0)));
  }

  /** By hand: 60 of 80 and 40 of 80; pooled 100 of 160: -0.25 / sqrt(.625 * .375 * 2 / 80). */
  @Test
  void driftIsTestedAsADifferenceOfShares() {
    Drift drift = new Drift(new SpanCounts(70, 70, 60), new SpanCounts(60, 60, 40));
    assertThat(drift.z()).isCloseTo(-0.25 / Math.sqrt(0.625 * 0.375 / 40), within(1e-12));
    assertThat(drift.firstF1()).isCloseTo(6.0 / 7, within(1e-12));
    assertThat(Drift.NONE.z()).isNaN();
    assertThat(new Drift(new SpanCounts(2, 2, 2), new SpanCounts(3, 3, 3)).z()).isZero();
  }

  @Test
  void batchesAreReportedOnInTheOrderInWhichTheyWereSent() {
    assertThat(report.batches()).extracting(BatchReport::batch).containsExactly("b1", "b2", "b3");
    BatchReport first = report.batches().get(0);
    assertThat(first.sentences()).isEqualTo(2);
    assertThat(first.answers()).isEqualTo(6);
    assertThat(first.unanimous()).isZero();
    // Least sure word of s: 2 of 3; of t: all three of LOC, 2 of 3 of no ORG.
    assertThat(first.disputed()).isEqualTo(1);
    assertThat(report.batches().get(1).sentences()).isEqualTo(1);
    assertThat(report.batches().get(2))
        .isEqualTo(
            new BatchReport(
                "b3",
                0,
                0,
                new Agreement(Double.NaN, Double.NaN, Double.NaN),
                Double.NaN,
                Double.NaN));
    assertThat(report.all().answers()).isEqualTo(9);
  }

  @Test
  void aBatchIsAsItWouldBeAlone() {
    Judgements alone =
        new GivenAnswers()
            .sentence("s", 4, says("s", "ann", PER), says("s", "bob", PER), says("s", "cy"))
            .sentence(
                "t", 6, says("t", "ann", LOC), says("t", "bob", LOC, ORG), says("t", "cy", LOC))
            .judgements();
    assertThat(report.batches().get(0).agreement()).isEqualTo(GivenAnswers.agreement(alone));
  }

  @Test
  void whoOnlyAnsweredChecksIsReportedOnToo() {
    assertThat(report.annotators())
        .extracting(AnnotatorReport::annotator)
        .containsExactly("ann", "bob", "cy", "dora");
    assertThat(of("dora").known().f1()).isZero();
    assertThat(of("dora").settledF1()).isNaN();
    assertThat(of("dora").suspicions()).isEmpty();
  }

  @Test
  void anAnswerOfAnUnknownBatchIsRefused() {
    AnswerFacts facts = new AnswerFacts(judgements, List.of("b1"));
    assertThatThrownBy(() -> facts.add("s", "ann", "b7", 0, 1))
        .hasMessage(
            "Annotator ann's answer to sentence s is of batch b7, which is none of the 1 that were"
                + " sent");
  }

  @Test
  void factsOfNoAnswerAreRefused() {
    AnswerFacts facts = new AnswerFacts(judgements, List.of("b1"));
    assertThatThrownBy(() -> facts.add("x", "ann", "b1", 0, 1))
        .hasMessage(
            "The judgements hold no answer of annotator ann to sentence x; annotations of control"
                + " items and skipped sentences are counted separately");
    assertThatThrownBy(() -> facts.add("s", "eve", "b1", 0, 1)).hasMessageContaining("eve");
  }

  @Test
  void anAnswerWithoutFactsIsRefused() {
    assertThatThrownBy(() -> new AnswerFacts(judgements, List.of("b1")).requireAll())
        .hasMessageStartingWith("No batch is known for annotator ")
        .hasMessageEndingWith("'s answer to sentence s; add it");
  }

  private AnnotatorReport of(String annotator) {
    return report.annotators().stream()
        .filter(r -> r.annotator().equals(annotator))
        .findFirst()
        .orElseThrow();
  }

  private AnswerFacts facts() {
    SuggestedAnswers suggested = new SuggestedAnswers();
    suggested.add("ann", List.of(PER), List.of(PER));
    suggested.add("ann", List.of(LOC, ORG), List.of(LOC));
    suggested.add("bob", List.of(LOC), List.of(LOC));
    suggested.add("cy", List.of(), List.of());
    return new AnswerFacts(judgements, List.of("b1", "b2", "b3"), suggested)
        .add("u", "ann", "b2", 0, 10)
        .add("s", "ann", "b1", 0, 4)
        .add("t", "ann", "b1", 1, 3)
        .add("t", "bob", "b1", 0, 0)
        .add("s", "bob", "b1", 1, 0.2)
        .add("u", "bob", "b2", 0, Double.NaN)
        .add("s", "cy", "b1", 0, -1)
        .add("t", "cy", "b1", 1, Double.NaN)
        .add("u", "cy", "b2", 0, 0)
        .requireAll();
  }
}
