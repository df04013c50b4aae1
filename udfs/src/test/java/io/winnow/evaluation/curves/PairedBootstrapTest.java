package io.winnow.evaluation.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.evaluation.curves.PairedBootstrap.PairedRuns;
import io.winnow.evaluation.curves.PairedBootstrap.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

  private static final int SENTENCES = 40;
  private static final int DRAWS = 200;

  @Test
  void f1IsThatOfAllSentencesTogether() {
    // 3 of 4 gold spans found, and 1 more that is none: 2 * 3 / (4 + 4).
    MeasuredPoint point =
        new MeasuredPoint(100, List.of(3, 1, 0), List.of(2, 1, 1), List.of(2, 1, 0));
    assertThat(point.f1()).isCloseTo(.75, within(1e-12));
  }

  @Test
  void whereAllSentencesAreAlikeNoDrawDiffers() {
    // Full .8; the goal .9 * .8 = .72 at 1,000 + .22 / .3 * 1,000 and 1,000 + .22 / .25 * 1,000.
    PairedRuns runs =
        new PairedRuns(
            List.of(alike(1000, .50), alike(2000, .80)),
            List.of(alike(1000, .50), alike(2000, .75)),
            List.of(alike(9000, .80)));
    PairedBootstrap bootstrap = new PairedBootstrap(List.of(runs, runs), DRAWS, 1);
    Spread ratio = bootstrap.wordsRatio(.9);
    assertThat(ratio.value()).isCloseTo((1000 + 220 / .3) / (1000 + 220 / .25), within(1e-3));
    assertThat(ratio.low()).isEqualTo(ratio.value());
    assertThat(ratio.high()).isEqualTo(ratio.value());
    assertThat(ratio.told()).isEqualTo(1);
    assertThat(bootstrap.areaDifference(0, 9000).value()).isCloseTo(.65 - .625, within(1e-9));
    assertThat(bootstrap.areaDifference(1000, 1500).value()).isCloseTo(.0125, within(1e-9));
    assertThat(bootstrap.areaDifference(3000, 9000).value()).isNaN();
  }

  @Test
  void aStrategyAgainstItselfIsAsGood() {
    List<MeasuredPoint> curve = List.of(varied(1000, 3), varied(2000, 5));
    PairedRuns runs = new PairedRuns(curve, curve, List.of(varied(9000, 6)));
    PairedBootstrap bootstrap = new PairedBootstrap(List.of(runs), DRAWS, 1);
    assertThat(bootstrap.areaDifference(1000, 2000).low()).isZero();
    assertThat(bootstrap.areaDifference(1000, 2000).high()).isZero();
    assertThat(bootstrap.wordsRatio(.8).low()).isEqualTo(1);
    assertThat(bootstrap.wordsRatio(.8).high()).isEqualTo(1);
  }

  /** The goal is .54, .63 or .72, as both, one or none of two drawn seeds have the lower F1. */
  @Test
  void theGoalIsDrawnToo() {
    List<MeasuredPoint> good = List.of(alike(1000, .50), alike(2000, .80));
    List<MeasuredPoint> bad = List.of(alike(1000, .50), alike(2000, .75));
    PairedRuns one = new PairedRuns(good, bad, List.of(alike(9000, .60)));
    PairedRuns other = new PairedRuns(good, bad, List.of(alike(9000, .80)));
    Spread ratio = new PairedBootstrap(List.of(one, other), DRAWS, 1).wordsRatio(.9);
    assertThat(ratio.value()).isCloseTo((1000 + 130 / .3) / (1000 + 130 / .25), within(1e-3));
    assertThat(ratio.high()).isCloseTo((1000 + 40 / .3) / (1000 + 40 / .25), within(1e-3));
    assertThat(ratio.low()).isCloseTo((1000 + 220 / .3) / (1000 + 220 / .25), within(1e-3));
  }

  @Test
  void whoNeverGetsThereNeedsMoreThanWhatWasSeen() {
    List<MeasuredPoint> good = List.of(alike(1000, .50), alike(2000, .80));
    List<MeasuredPoint> bad = List.of(alike(1000, .50), alike(2000, .60));
    List<MeasuredPoint> full = List.of(alike(9000, .80));
    assertThat(ratio(bad, good, full).value()).isInfinite();
    // The goal .72 at 1,733 words; the other had 2,000 and was not there.
    assertThat(ratio(good, bad, full).value()).isCloseTo(1733.333 / 2000, within(1e-3));
    Spread neither = ratio(bad, bad, full);
    assertThat(neither.value()).isNaN();
    assertThat(neither.told()).isZero();
  }

  @Test
  void withoutFullDataThereIsNoGoal() {
    List<MeasuredPoint> curve = List.of(alike(1000, .50), alike(2000, .80));
    assertThat(ratio(curve, curve, List.of()).told()).isZero();
  }

  @Test
  void pointsOfOtherSentencesAreRefused() {
    List<MeasuredPoint> curve = List.of(alike(1000, .50));
    MeasuredPoint other = new MeasuredPoint(1000, List.of(1), List.of(1), List.of(1));
    assertThatThrownBy(() -> ratio(curve, List.of(other), List.of()))
        .hasMessageContaining("on 1 sentences, another on 40");
  }

  @Property(tries = 30)
  void theValueLiesAmongTheDraws(@ForAll @IntRange(max = 1000) int seed) {
    PairedRuns runs =
        new PairedRuns(
            List.of(varied(1000, 3), varied(2000, 6)),
            List.of(varied(1000, 3), varied(2000, 4)),
            List.of(varied(9000, 7)));
    Spread area = new PairedBootstrap(List.of(runs, runs), DRAWS, seed).areaDifference(1000, 2000);
    assertThat(area.value()).isBetween(area.low(), area.high());
  }

  private static Spread ratio(
      List<MeasuredPoint> strategy, List<MeasuredPoint> baseline, List<MeasuredPoint> full) {
    PairedRuns runs = new PairedRuns(strategy, baseline, full);
    return new PairedBootstrap(List.of(runs), DRAWS, 1).wordsRatio(.9);
  }

  /** Sentences with 100 gold and 100 predicted spans, such a share of them right. */
  private static MeasuredPoint alike(double words, double f1) {
    return new MeasuredPoint(words, same(100), same(100), same((int) Math.round(100 * f1)));
  }

  /** Sentences with one span each, found in so many of eight. */
  private static MeasuredPoint varied(double words, int ofEight) {
    List<Integer> correct = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      correct.add(i % 8 < ofEight ? 1 : 0);
    }
    return new MeasuredPoint(words, same(1), same(1), correct);
  }

  private static List<Integer> same(int number) {
    return Collections.nCopies(SENTENCES, number);
  }
}
