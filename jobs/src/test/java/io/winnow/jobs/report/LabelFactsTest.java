package io.winnow.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelFactsTest {

  private static LabelFacts.OfRound round(int round, Map<String, Long> spans) {
    return new LabelFacts.OfRound(round, 10, 200, new TreeMap<>(spans));
  }

  /** Shares .5 and .5 before; .8 and .2 now; (.3 + .3) / 2. */
  @Test
  void driftIsTheShareOfSpansThatWouldNeedAnotherType() {
    LabelFacts labels =
        new LabelFacts(
            List.of(
                round(0, Map.of("LOC", 2L, "PER", 1L)),
                round(1, Map.of("PER", 1L)),
                round(2, Map.of("LOC", 8L, "PER", 2L))));
    assertThat(labels.drift(2).getAsDouble()).isCloseTo(.3, within(1e-12));
    assertThat(labels.spans()).isEqualTo(Map.of("LOC", 10L, "PER", 4L));
    assertThat(labels.rounds().get(2).entitiesPer100Words()).isEqualTo(5);
  }

  @Test
  void typesThatWereNeverSeenBeforeAreAllDrift() {
    LabelFacts labels =
        new LabelFacts(List.of(round(0, Map.of("LOC", 3L)), round(1, Map.of("PER", 3L))));
    assertThat(labels.drift(1)).hasValue(1);
    assertThat(labels.drift(0)).isEmpty();
  }

  @Test
  void aRoundWithoutEntitiesDriftsNowhere() {
    LabelFacts labels = new LabelFacts(List.of(round(0, Map.of("LOC", 3L)), round(1, Map.of())));
    assertThat(labels.drift(1)).isEmpty();
  }
}
