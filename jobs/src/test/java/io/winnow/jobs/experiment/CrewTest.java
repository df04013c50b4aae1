package io.winnow.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CrewTest {

  /** So a seed is played by all strategies before the next seed begins. */
  @Test
  void whatWasAskedForFirstComesFirstEvenIfItHasToWait() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> gate = new CompletableFuture<>();
    try (Crew crew = new Crew(1)) {
      CompletableFuture<Void> first = crew.start(gate::join);
      crew.startAfter(first, () -> order.add("strategy of seed 1"));
      CompletableFuture<Void> second = crew.start(() -> order.add("first round of seed 2"));
      crew.startAfter(second, () -> order.add("strategy of seed 2"));
      gate.complete(null);
      crew.finish();
    }
    assertThat(order)
        .containsExactly("strategy of seed 1", "first round of seed 2", "strategy of seed 2");
  }
}
