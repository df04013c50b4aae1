package io.winnow.jobs.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.contract.Delivery;
import io.winnow.foreign.PassedOver;
import io.winnow.workspace.RunManifest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class KnownDeliveriesTest {

  private static final Delivery A = file("0000/inbox/a.parquet", "aaaa");
  private static final Delivery B = file("0000/inbox/b.parquet", "bbbb");
  private static final Delivery A_AGAIN = file("0000/inbox/0.parquet", "aaaa");

  @Test
  void whatWasMergedKeepsItsPlaceWhateverARepeatIsCalled() {
    assertThat(Delivery.repeats(List.of(A, B, A_AGAIN), name -> false)).containsExactly(A.name());
    KnownDeliveries known = known(Map.of(A.name(), input(A, Map.of())), Map.of());
    assertThat(Delivery.repeats(List.of(A, B, A_AGAIN), known::has))
        .containsExactly(A_AGAIN.name());
    // The next merge knows both, and which of them is the repeat.
    KnownDeliveries later =
        known(
            Map.of(
                A.name(), input(A, Map.of()),
                A_AGAIN.name(), input(A_AGAIN, Map.of(TakenReturns.AGAIN, 1L))),
            Map.of());
    assertThat(Delivery.repeats(List.of(A_AGAIN, A), later::has)).containsExactly(A_AGAIN.name());
  }

  @Test
  void whatWasWithdrawnDoesNotComeBackByItself() {
    KnownDeliveries known = known(Map.of(), Map.of("aaaa", input(A, Map.of())));
    assertThat(known.putBack(List.of(A_AGAIN, B), AcceptedChanges.NONE))
        .singleElement()
        .extracting(PassedOver::toString)
        .asString()
        .contains(
            A_AGAIN.name(),
            "is rounds/0000/inbox/a.parquet, which was merged once and then withdrawn (SHA-256"
                + " aaaa)",
            "--accept 0000/inbox/0.parquet");
    assertThat(known.putBack(List.of(A_AGAIN), new AcceptedChanges(Set.of(A_AGAIN.name()))))
        .isEmpty();
  }

  private static KnownDeliveries known(
      Map<String, RunManifest.Input> files, Map<String, RunManifest.Input> withdrawn) {
    SortedMap<String, RunManifest.Input> gone = new TreeMap<>(withdrawn);
    return new KnownDeliveries(new TreeMap<>(files), gone);
  }

  private static RunManifest.Input input(Delivery file, Map<String, Long> counts) {
    return RunManifest.Input.outside("rounds/" + file.name(), counts, file.sha256());
  }

  private static Delivery file(String name, String sha256) {
    return new Delivery(name, new Path("/copies/" + sha256), sha256, 4);
  }
}
