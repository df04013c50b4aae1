package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Items are their own lengths. */
class BatchLayoutLawsTest {

  @Property(tries = 200)
  void batchesArePermutationLongestFirst(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 512) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 2048) int tokens,
      @ForAll @IntRange(min = 1, max = 64) int rows) {
    List<Integer> flat =
        batches(lengths, new BatchLayout(tokens, rows, 0)).stream().flatMap(List::stream).toList();

    assertThat(flat).containsExactlyInAnyOrderElementsOf(lengths);
    assertThat(flat).isSortedAccordingTo((a, b) -> b - a);
  }

  @Property(tries = 200)
  void paddedBatchesKeepWithinTheirTokensAndRows(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 512) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 2048) int tokens,
      @ForAll @IntRange(min = 1, max = 64) int rows) {
    for (List<Integer> batch : batches(lengths, new BatchLayout(tokens, rows, 0))) {
      assertThat(batch).isNotEmpty().hasSizeLessThanOrEqualTo(rows);
      if (batch.size() > 1) {
        assertThat(batch.size() * batch.get(0)).isLessThanOrEqualTo(tokens);
      }
    }
  }

  /** No batch but the last could take the next one's longest. */
  @Property(tries = 200)
  void batchesAreFull(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 512) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 2048) int tokens) {
    List<List<Integer>> batches = batches(lengths, BatchLayout.byTokens(tokens, 0));
    for (List<Integer> batch : batches.subList(0, Math.max(0, batches.size() - 1))) {
      assertThat((batch.size() + 1) * batch.get(0)).isGreaterThan(tokens);
    }
  }

  @Example
  void aLayoutWithoutRoomIsRefused() {
    assertThatThrownBy(() -> new BatchLayout(1024, 0, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A batch needs room for 1 token and 1 row, and no overlap below 0; not 1024, 0 and 64");
  }

  private static List<List<Integer>> batches(List<Integer> lengths, BatchLayout layout) {
    return layout.batches(lengths, Integer::intValue);
  }
}
