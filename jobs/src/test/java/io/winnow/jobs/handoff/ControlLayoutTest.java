package io.winnow.jobs.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.handoff.ControlLayout.Candidate;
import io.winnow.jobs.handoff.ControlLayout.Pick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ControlLayoutTest {

  @Property(tries = 150)
  void aRepeatIsNeverInTheBatchOfItsOriginalAndNothingIsPlacedTwice(
      @ForAll @IntRange(min = 1, max = 60) int work,
      @ForAll @IntRange(min = 1, max = 30) int batchSize,
      @ForAll @IntRange(max = 10) int known,
      @ForAll @IntRange(max = 10) int earlier,
      @ForAll @IntRange(max = 30) int wanted,
      @ForAll long seed) {
    List<Candidate> repeats = candidates(work, earlier);
    ControlLayout layout =
        ControlLayout.of(work, batchSize, names("k", known), repeats, wanted, seed);
    int total = work + layout.places().size();
    assertThat(layout.places().keySet()).allMatch(place -> place >= 0 && place < total);
    assertThat(layout.places().values()).doesNotHaveDuplicates();
    assertThat(count(layout, Purpose.KNOWN)).isEqualTo(known);
    assertThat(count(layout, Purpose.REPEAT))
        .isBetween((long) Math.min(earlier, wanted), (long) wanted);

    List<Integer> free =
        IntStream.range(0, total).filter(p -> !layout.places().containsKey(p)).boxed().toList();
    layout
        .places()
        .forEach(
            (place, pick) -> {
              if (pick.id().startsWith("w")) {
                int original = free.get(Integer.parseInt(pick.id().substring(1)));
                assertThat(place / batchSize).as(pick.id()).isNotEqualTo(original / batchSize);
              }
            });
  }

  @Test
  void whereThereIsRoomAsManyRepeatAsAreWanted() {
    ControlLayout layout = ControlLayout.of(1000, 100, names("k", 50), candidates(1000, 0), 50, 7);
    assertThat(count(layout, Purpose.KNOWN)).isEqualTo(50);
    assertThat(count(layout, Purpose.REPEAT)).isEqualTo(50);
  }

  @Test
  void inARoundOfOneBatchOnlyEarlierSentencesRepeat() {
    ControlLayout layout = ControlLayout.of(10, 100, List.of(), candidates(10, 3), 8, 7);
    assertThat(layout.places().values())
        .extracting(Pick::id)
        .containsExactlyInAnyOrder("e0", "e1", "e2");
  }

  @Test
  void everyPlaceIsAsLikelyAsAnyOther() {
    int[] taken = new int[20];
    for (long seed = 0; seed < 4000; seed++) {
      ControlLayout.of(15, 5, names("k", 5), List.of(), 0, seed)
          .places()
          .keySet()
          .forEach(place -> taken[place]++);
    }
    // 4,000 draws of 5 from 20: 1,000 a place, standard deviation 27.
    assertThat(taken).doesNotContain(0);
    assertThat(IntStream.of(taken)).allMatch(count -> Math.abs(count - 1000) < 5 * 28);
  }

  @Test
  void theSameSeedGivesTheSamePlaces() {
    List<Map<Integer, Pick>> layouts = new ArrayList<>();
    for (long seed : new long[] {1, 1, 2}) {
      layouts.add(ControlLayout.of(50, 10, names("k", 5), candidates(50, 5), 5, seed).places());
    }
    assertThat(layouts.get(0)).isEqualTo(layouts.get(1)).isNotEqualTo(layouts.get(2));
  }

  /** All of the round's work and some earlier sentences, mixed. */
  private static List<Candidate> candidates(int work, int earlier) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < Math.max(work, earlier); i++) {
      if (i < work) {
        candidates.add(new Candidate("w" + i, i));
      }
      if (i < earlier) {
        candidates.add(new Candidate("e" + i, Candidate.EARLIER));
      }
    }
    return candidates;
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private static long count(ControlLayout layout, Purpose purpose) {
    return layout.places().values().stream().filter(pick -> pick.purpose() == purpose).count();
  }
}
