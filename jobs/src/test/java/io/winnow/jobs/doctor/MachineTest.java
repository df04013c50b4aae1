package io.winnow.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.doctor.Finding.Health;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {

  private static final long GIB = 1L << 30;

  private static List<Finding> of(int java, long heap, long memory) {
    return new Machine(java + ".0.1, Someone", java, "Linux amd64", 2, heap, memory).examine();
  }

  @Test
  void whatFitsIsGood() {
    assertThat(of(17, 4 * GIB, 16 * GIB)).allMatch(it -> it.health() == Health.GOOD);
    assertThat(of(17, 4 * GIB, 0)).allMatch(it -> it.health() == Health.GOOD);
  }

  @Test
  void anOldJavaIsBrokenAndANewOneIsPoor() {
    assertThat(of(11, 4 * GIB, 16 * GIB).get(0))
        .returns(Health.BROKEN, Finding::health)
        .returns("11.0.1, Someone; Winnow needs 17", Finding::found);
    assertThat(of(21, 4 * GIB, 16 * GIB).get(0).health()).isEqualTo(Health.POOR);
  }

  @Test
  void aHeapThatLeavesTheModelNoRoomIsToldWithOneThatDoes() {
    assertThat(of(17, 4 * GIB, 5 * GIB).get(2).text())
        .isEqualTo(
            """
            Memory     could be better: heap of at most 4.0 GiB, 5.0 GiB in all
                       -> the model needs about 2 GiB outside the heap: set WINNOW_HEAP=3g or less\
            """);
    assertThat(of(17, GIB / 2, 5 * GIB).get(2).wayOut().orElseThrow()).contains("WINNOW_HEAP=2g");
  }
}
