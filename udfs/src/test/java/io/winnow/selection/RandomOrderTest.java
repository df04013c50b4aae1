package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RandomOrderTest {

  @Test
  void isTheSameOnEveryMachineAndInEveryVersion() {
    // Fixed once: another number would change which sentences a repeated run sends out.
    assertThat(RandomOrder.key(42, "0123456789abcdef0123456789abcdef"))
        .isEqualTo(0.5912901051055437);
    assertThat(RandomOrder.key(0, "")).isEqualTo(0.13870941014555427);
    assertThat(RandomOrder.key(-1, "zażółć 🌾")).isEqualTo(0.5340349080058068);
  }

  @Test
  void isUniform() {
    int[] buckets = new int[10];
    double sum = 0;
    for (int at = 0; at < 100_000; at++) {
      double key = RandomOrder.key(7, "sentence-" + at);
      buckets[(int) (key * 10)]++;
      sum += key;
    }
    assertThat(sum / 100_000).isCloseTo(0.5, within(0.005));
    for (int bucket : buckets) {
      assertThat(bucket).isBetween(9_600, 10_400);
    }
  }

  @Test
  void anotherSeedGivesAnUnrelatedOrder() {
    int agree = 0;
    for (int at = 0; at < 10_000; at++) {
      boolean low = RandomOrder.key(1, "s" + at) < 0.5;
      agree += low == RandomOrder.key(2, "s" + at) < 0.5 ? 1 : 0;
    }
    assertThat(agree).isBetween(4_800, 5_200);
  }

  @Property(tries = 150)
  void liesInZeroToOneAndDependsOnSeedAndIdAlone(@ForAll long seed, @ForAll String id) {
    double key = RandomOrder.key(seed, id);
    assertThat(key).isGreaterThanOrEqualTo(0).isLessThan(1);
    assertThat(RandomOrder.key(seed, new String(id.toCharArray()))).isEqualTo(key);
  }
}
