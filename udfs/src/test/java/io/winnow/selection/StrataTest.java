package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.selection.Strata.Share;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StrataTest {

  private static final int MOST = 1_000_000;

  @Test
  void theBudgetIsDividedByWhatGroupsCostOrEvenly() {
    assertThat(parts(Share.PROPORTIONAL, 100, 10L, 30L, 160L)).containsExactly(5L, 15L, 80L);
    assertThat(parts(Share.EQUAL, 90, 100L, 200L, 300L)).containsExactly(30L, 30L, 30L);
  }

  /** 10 for the first, which has no more; (90 - 10) / 2 for each of the others. */
  @Test
  void whatAGroupCannotUseGoesToTheOthers() {
    assertThat(parts(Share.EQUAL, 90, 10L, 200L, 300L)).containsExactly(10L, 40L, 40L);
    assertThat(parts(Share.EQUAL, 1000, 10L, 20L)).containsExactly(10L, 20L);
    assertThat(parts(Share.PROPORTIONAL, 10, 0L, 20L)).containsExactly(0L, 10L);
  }

  @Property
  void noGroupGetsMoreThanItCostsAndLittleIsLeft(
      @ForAll @Size(min = 1, max = 20) List<@LongRange(max = MOST) Long> costs,
      @ForAll @IntRange(max = MOST) int budget,
      @ForAll Share share) {
    List<Long> parts = parts(share, budget, costs.toArray(Long[]::new));
    long all = costs.stream().mapToLong(Long::longValue).sum();
    long given = parts.stream().mapToLong(Long::longValue).sum();
    assertThat(given).isBetween(Math.min(all, budget) - costs.size(), Math.min(all, (long) budget));
    for (int i = 0; i < parts.size(); i++) {
      assertThat(parts.get(i)).isBetween(0L, costs.get(i));
    }
  }

  @Test
  void itIsWrittenAsItIsParsed() {
    for (String written :
        List.of(
            "mnlp + strata(by=source, share=proportional)",
            "mnlp + strata(by=`page no`, share=equal) + dedupe(similarity=0.8)",
            "random + strata(by=lang, share=equal)")) {
      assertThat(QueryStrategy.parse(written)).hasToString(written);
      assertThat(QueryStrategy.parse(QueryStrategy.parse(written).toString()))
          .isEqualTo(QueryStrategy.parse(written));
    }
    assertThat(QueryStrategy.parse("mnlp + strata(by=lang)").strata())
        .contains(new Strata("lang", Share.PROPORTIONAL));
  }

  private static List<Long> parts(Share share, long budget, Long... costs) {
    return new Strata("a", share)
        .divided(Budget.ofWords(budget), List.of(costs)).stream().map(Budget::amount).toList();
  }
}
