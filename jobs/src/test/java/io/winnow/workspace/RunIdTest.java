package io.winnow.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RunIdTest {

  private static final long LAST_SECOND_OF_9999 = 253402300799L;

  @Test
  void itSaysWhenTheRunStartedInUtc() {
    assertThat(RunId.at(Instant.parse("2026-11-22T17:15:30.9Z"), 0x3f2a9cL).value())
        .isEqualTo("20261122T171530Z-3f2a9c");
  }

  @Test
  void otherTextIsNoRunId() {
    for (String text : new String[] {"", "20261122T171530Z", "20261122T171530Z-3F2A9C", "../x"}) {
      assertThatThrownBy(() -> new RunId(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + text + "' is no run id");
    }
  }

  @Property(tries = 200)
  void anyTimeAndNumberGiveAnIdThatParsesToItself(
      @ForAll @LongRange(min = 0, max = LAST_SECOND_OF_9999) long second, @ForAll long random) {
    RunId id = RunId.at(Instant.ofEpochSecond(second), random);
    assertThat(new RunId(id.toString())).isEqualTo(id);
  }

  @Property(tries = 200)
  void laterRunsSortLater(
      @ForAll @LongRange(min = 0, max = LAST_SECOND_OF_9999 - 1) long second,
      @ForAll long one,
      @ForAll long other) {
    assertThat(RunId.at(Instant.ofEpochSecond(second), one))
        .isLessThan(RunId.at(Instant.ofEpochSecond(second + 1), other));
  }
}
