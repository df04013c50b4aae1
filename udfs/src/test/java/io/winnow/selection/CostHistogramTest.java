package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CostHistogramTest {

  @Test
  void saysBelowWhichScoreSoMuchOfTheBudgetLies() {
    CostHistogram histogram = new CostHistogram();
    histogram.add(-1.0, 5);
    histogram.add(-2.0, 5);
    histogram.add(0.0, 5);
    histogram.add(7);
    assertThat(histogram.total()).isEqualTo(22);
    assertThat(histogram.scoreAbove(4)).isBetween(-2.0, -1.8);
    assertThat(histogram.scoreAbove(5)).isBetween(-1.0, -0.9);
    assertThat(histogram.scoreAbove(15)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(new CostHistogram().scoreAbove(0)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Property(tries = 200)
  void whatLiesBelowIsMoreThanAskedForButNotAnOctavesSixteenthMore(
      @ForAll @Size(min = 1, max = 60) List<Double> scores, @ForAll @IntRange(max = 59) int cost) {
    CostHistogram histogram = new CostHistogram();
    scores.forEach(score -> histogram.add(score, 1));
    double limit = histogram.scoreAbove(cost);
    double[] sorted = scores.stream().mapToDouble(it -> it).sorted().toArray();
    if (cost >= sorted.length) {
      assertThat(limit).isEqualTo(Double.POSITIVE_INFINITY);
    } else {
      double exact = sorted[cost];
      assertThat(limit).isGreaterThanOrEqualTo(exact);
      assertThat(limit - exact).isLessThanOrEqualTo(Math.abs(exact) / 15 + Double.MIN_NORMAL);
      assertThat(Arrays.stream(sorted).filter(it -> it <= limit).count()).isGreaterThan(cost);
    }
  }

  @Property(tries = 200)
  void ranksOrderAsTheDoublesDo(@ForAll double one, @ForAll double other) {
    assertThat(
            Integer.signum(
                Long.compareUnsigned(CostHistogram.rank(one), CostHistogram.rank(other))))
        .isEqualTo(Integer.signum(Double.compare(one, other)));
    assertThat(CostHistogram.ofRank(CostHistogram.rank(one))).isEqualTo(one);
  }
}
