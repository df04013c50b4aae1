package io.winnow.jobs.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadAheadTest {

  private static final int END = -1;

  @Test
  @Timeout(60)
  void whatIsTypedIsHandedOutAtOnce() throws Exception {
    SynchronousQueue<Integer> typed = new SynchronousQueue<>();
    try (ReadAhead<Integer> ahead = new ReadAhead<>(() -> taken(typed), item -> 1, 100)) {
      assertThat(typed.offer(7, 10, TimeUnit.SECONDS)).isTrue();
      assertThat(ahead.next(10)).containsExactly(7);
      assertThat(typed.offer(8, 10, TimeUnit.SECONDS)).isTrue();
      assertThat(ahead.next(10)).containsExactly(8);
      assertThat(typed.offer(END, 10, TimeUnit.SECONDS)).isTrue();
      assertThat(ahead.next(10)).isEmpty();
    }
  }

  @Property(tries = 100)
  void everyItemComesInItsOrderWhateverTheBounds(
      @ForAll List<@IntRange(max = 50) Integer> items,
      @ForAll @IntRange(min = 1, max = 60) int mostWeight,
      @ForAll @IntRange(min = 1, max = 9) int mostItems) {
    Iterator<Integer> rest = items.iterator();
    Supplier<Integer> source = () -> rest.hasNext() ? rest.next() : null;
    List<Integer> seen = new ArrayList<>();
    try (ReadAhead<Integer> ahead = new ReadAhead<>(source, item -> item, mostWeight)) {
      for (List<Integer> some = ahead.next(mostItems);
          !some.isEmpty();
          some = ahead.next(mostItems)) {
        assertThat(some).hasSizeLessThanOrEqualTo(mostItems);
        seen.addAll(some);
      }
    }
    assertThat(seen).isEqualTo(items);
  }

  @Test
  @Timeout(60)
  void noMoreIsReadThanMayBeHeld() throws Exception {
    AtomicInteger read = new AtomicInteger();
    try (ReadAhead<Integer> ahead = new ReadAhead<>(read::incrementAndGet, item -> 10, 40)) {
      List<Integer> all = new ArrayList<>(ahead.next(1));
      while (all.size() < 1000) {
        all.addAll(ahead.next(100));
        // Four are held at most, and one is in the reader's hand.
        assertThat(read.get()).isLessThanOrEqualTo(all.size() + 5);
      }
    }
  }

  @Test
  @Timeout(60)
  void anErrorComesAfterAllThatWasReadBeforeIt() {
    Iterator<Integer> good = List.of(1, 2).iterator();
    Supplier<Integer> source =
        () -> {
          if (good.hasNext()) {
            return good.next();
          }
          throw new IllegalArgumentException("line 3");
        };
    try (ReadAhead<Integer> ahead = new ReadAhead<>(source, item -> 1, 100)) {
      assertThat(ahead.next(1)).containsExactly(1);
      assertThat(ahead.next(1)).containsExactly(2);
      assertThatThrownBy(() -> ahead.next(1)).hasMessage("line 3");
    }
  }

  @Test
  @Timeout(60)
  void whatTheSourceDiesOfComesOutWhateverItIs() {
    try (ReadAhead<Integer> ahead =
        new ReadAhead<>(
            () -> {
              throw new StackOverflowError("too deep");
            },
            item -> 1,
            100)) {
      assertThatThrownBy(() -> ahead.next(1))
          .isInstanceOf(StackOverflowError.class)
          .hasMessage("too deep");
    }
  }

  private static Integer taken(SynchronousQueue<Integer> typed) {
    try {
      int item = typed.take();
      return item == END ? null : item;
    } catch (InterruptedException e) {
      return null;
    }
  }
}
