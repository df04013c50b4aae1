package io.winnow.evaluation.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.evaluation.curves.LearningCurve.Reached;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LearningCurveTest {

  /** .50 at 1,000 words, .70 at 2,000, .68 at 3,000, .80 at 5,000. */
  private static final LearningCurve CURVE = curve(1000, .50, 2000, .70, 3000, .68, 5000, .80);

  @Test
  void betweenTwoPointsTheCurveIsStraight() {
    assertThat(CURVE.at(1000)).isEqualTo(.50);
    assertThat(CURVE.at(1250)).isCloseTo(.55, within(1e-12));
    assertThat(CURVE.at(2500)).isCloseTo(.69, within(1e-12));
    assertThat(CURVE.at(5000)).isEqualTo(.80);
  }

  @Test
  void whatWasNotMeasuredIsNotGuessed() {
    assertThatThrownBy(() -> CURVE.at(999)).hasMessageContaining("1000.0 to 5000.0");
    assertThatThrownBy(() -> CURVE.at(5001)).hasMessageContaining("not to 5001.0");
  }

  @Test
  void theFirstCrossingCounts() {
    assertThat(CURVE.reach(.60)).isEqualTo(new Reached(Reached.When.BETWEEN_POINTS, 1500));
    Reached late = CURVE.reach(.77);
    assertThat(late.when()).isEqualTo(Reached.When.BETWEEN_POINTS);
    assertThat(late.words()).isCloseTo(4500, within(1e-9));
  }

  @Test
  void aGoalBelowTheFirstPointWasReachedByThen() {
    assertThat(CURVE.reach(.50)).isEqualTo(new Reached(Reached.When.BY_THE_FIRST_POINT, 1000));
    assertThat(CURVE.reach(.10).isReached()).isTrue();
  }

  @Test
  void aGoalAboveAllPointsIsNotReached() {
    assertThat(CURVE.reach(.81)).isEqualTo(new Reached(Reached.When.NOT_BY_THE_LAST_POINT, 5000));
    assertThat(CURVE.reach(.81).isReached()).isFalse();
  }

  @Test
  void theAreaIsTheMeanF1() {
    // .60 over 1,000 words, .69 over 1,000, .74 over 2,000.
    assertThat(CURVE.area(1000, 5000)).isCloseTo((.60 + .69 + 2 * .74) / 4, within(1e-12));
    // .65 over 500 words, .695 over 500.
    assertThat(CURVE.area(1500, 2500)).isCloseTo((.65 + .695) / 2, within(1e-12));
    // Within one stretch.
    assertThat(CURVE.area(3500, 4500)).isCloseTo(.74, within(1e-12));
  }

  @Test
  void anAreaNeedsAStretchThatWasMeasured() {
    assertThatThrownBy(() -> CURVE.area(2000, 2000)).hasMessageContaining("stretch");
    assertThatThrownBy(() -> CURVE.area(500, 2000)).hasMessageContaining("not to 500.0");
  }

  @Test
  void wordsMustGrow() {
    assertThatThrownBy(() -> curve(10, .1, 10, .2)).hasMessageContaining("no more than the 10.0");
    assertThatThrownBy(() -> new LearningCurve(List.of())).hasMessageContaining("needs a point");
  }

  @Property(tries = 100)
  void atTheWordsToReachAnF1TheCurveHasIt(
      @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0, max = 1) Double> f1s,
      @ForAll @DoubleRange(min = 0, max = 1) double goal) {
    List<LearningCurve.Point> points = new ArrayList<>();
    for (double f1 : f1s) {
      points.add(new LearningCurve.Point(100.0 * (points.size() + 1), f1));
    }
    LearningCurve curve = new LearningCurve(points);
    Reached reached = curve.reach(goal);
    switch (reached.when()) {
      case BY_THE_FIRST_POINT -> assertThat(f1s.get(0)).isGreaterThanOrEqualTo(goal);
      case BETWEEN_POINTS -> assertThat(curve.at(reached.words())).isCloseTo(goal, within(1e-9));
      case NOT_BY_THE_LAST_POINT -> assertThat(f1s).allMatch(f1 -> f1 < goal);
    }
  }

  private static LearningCurve curve(double... wordsAndF1) {
    List<LearningCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < wordsAndF1.length; i += 2) {
      points.add(new LearningCurve.Point(wordsAndF1[i], wordsAndF1[i + 1]));
    }
    return new LearningCurve(points);
  }
}
