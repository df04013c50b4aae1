package io.winnow.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SentenceTallyTest {

  private final SentenceTally tally = new SentenceTally();

  @Test
  void runningTasksCountWithWhatTheyHaveTold() {
    tally.started(1, 7, 0);
    tally.started(2, 7, 1);
    assertThat(tally.sentences()).isZero();

    tally.heard(1, 40);
    tally.heard(2, 10);
    tally.heard(1, 60);
    assertThat(tally.sentences()).isEqualTo(70);

    tally.succeeded(1, 100);
    assertThat(tally.sentences()).isEqualTo(110);
  }

  @Test
  void whatAFailedTaskHadDoneIsGone() {
    tally.started(1, 7, 0);
    tally.heard(1, 90);
    tally.failed(1);
    assertThat(tally.sentences()).isZero();

    tally.started(2, 7, 0);
    tally.heard(2, 30);
    tally.heard(1, 95);
    assertThat(tally.sentences()).as("the dead one's last word came late").isEqualTo(30);
  }

  @Test
  void ofTwoAttemptsAtAPartitionTheFurthestCountsAndThenTheFirstDone() {
    tally.started(1, 7, 0);
    tally.started(2, 7, 0);
    tally.heard(1, 50);
    tally.heard(2, 80);
    assertThat(tally.sentences()).isEqualTo(80);

    tally.succeeded(1, 100);
    assertThat(tally.sentences()).isEqualTo(100);
    tally.heard(2, 90);
    tally.succeeded(2, 100);
    assertThat(tally.sentences()).isEqualTo(100);
  }

  @Test
  void aPartitionOfAnotherStageIsAnother() {
    tally.started(1, 7, 0);
    tally.succeeded(1, 100);
    tally.started(2, 8, 0);
    tally.succeeded(2, 100);
    assertThat(tally.sentences()).isEqualTo(200);
  }

  @Test
  void tasksThatWereNotSeenToStartDoNotCount() {
    tally.heard(1, 50);
    tally.succeeded(1, 100);
    assertThat(tally.sentences()).isZero();
  }

  /** Whatever fails and is tried again, in whatever order, the end is the total. */
  @Property(tries = 100)
  void aStageWithFailuresAndCopiesEndsAtItsTotal(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int partitions) {
    Random random = new Random(seed);
    SentenceTally tally = new SentenceTally();
    List<long[]> attempts = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      attempts.add(new long[] {attempts.size(), partition});
      if (random.nextBoolean()) {
        attempts.add(new long[] {attempts.size(), partition});
      }
    }
    attempts.forEach(attempt -> tally.started(attempt[0], 1, (int) attempt[1]));
    long next = attempts.size();
    while (!attempts.isEmpty()) {
      long[] attempt = attempts.remove(random.nextInt(attempts.size()));
      tally.heard(attempt[0], random.nextInt(100));
      assertThat(tally.sentences()).isBetween(0L, 100L * partitions);
      if (random.nextInt(3) == 0) {
        tally.failed(attempt[0]);
        attempts.add(new long[] {next, attempt[1]});
        tally.started(next++, 1, (int) attempt[1]);
      } else {
        tally.succeeded(attempt[0], 100);
      }
    }
    assertThat(tally.sentences()).isEqualTo(100L * partitions);
  }
}
