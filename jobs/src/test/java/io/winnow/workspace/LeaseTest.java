package io.winnow.workspace;

import static io.winnow.workspace.TestWorkspaces.NOON;
import static io.winnow.workspace.TestWorkspaces.names;
import static io.winnow.workspace.TestWorkspaces.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeaseTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long OWN_PID = ProcessHandle.current().pid();

  @TempDir Path folder;
  private final TestClock clock = new TestClock(NOON);
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = TestWorkspaces.in(folder);
  }

  @Test
  void aLeaseIsTakenAndGivenBack() {
    try (Lease lease = Lease.take(workspace, holder(1, "here", OWN_PID), clock)) {
      assertThat(lease.isHeld()).isTrue();
      assertThat(Lease.holder(workspace)).contains(holder(1, "here", OWN_PID));
    }
    assertThat(Lease.holder(workspace)).isEmpty();
    assertThat(names(folder.resolve("runs"))).isEmpty();
  }

  @Test
  void aSecondDriverLearnsWhoHoldsTheWorkspaceAndWhatToDo() {
    try (Lease first = Lease.take(workspace, holder(1, "here", OWN_PID), clock)) {
      assertThatThrownBy(() -> Lease.take(workspace, holder(2, "there", 17), clock))
          .isInstanceOf(WorkspaceHeldException.class)
          .hasMessageContaining("'winnow round'")
          .hasMessageContaining("host here, pid " + OWN_PID)
          .hasMessageContaining("since 2026-11-22T12:00:00Z")
          .hasMessageContaining("expires at 2026-11-22T12:01:00Z")
          .hasMessageContaining("_lease-0001.json");
      assertThat(first.isHeld()).isTrue();
    }
  }

  @Test
  void aLeaseThatRanOutIsTakenOverAndItsOldHolderLeavesTheNewOneAlone() {
    Lease old = Lease.take(workspace, holder(1, "far", 17), clock);
    clock.forward(MINUTE.plusSeconds(1));
    LeaseHolder late = LeaseHolder.of(run(2), "winnow", "here", OWN_PID, clock.instant(), MINUTE);
    try (Lease next = Lease.take(workspace, late, clock)) {
      assertThat(old.isHeld()).isFalse();
      old.close();
      assertThat(next.isHeld()).isTrue();
      assertThat(names(folder.resolve("runs"))).containsExactly("_lease-0002.json");
    }
  }

  @Test
  void aLeaseStillGoodIsNotTakenOver() {
    Lease far = Lease.take(workspace, holder(1, "far", 17), clock);
    clock.forward(MINUTE);
    assertThatThrownBy(() -> Lease.take(workspace, holder(2, "here", OWN_PID), clock))
        .isInstanceOf(WorkspaceHeldException.class);
    far.close();
  }

  @Test
  void theLeaseOfAKilledProcessIsTakenOverAtOnce() throws Exception {
    Process child = new ProcessBuilder("sleep", "60").start();
    Lease dead = Lease.take(workspace, holder(1, "here", child.pid()), clock);
    assertThatThrownBy(() -> Lease.take(workspace, holder(2, "here", OWN_PID), clock))
        .isInstanceOf(WorkspaceHeldException.class);
    child.destroyForcibly().waitFor();
    try (Lease next = Lease.take(workspace, holder(2, "here", OWN_PID), clock)) {
      assertThat(next.isHeld()).isTrue();
    }
    dead.close();
  }

  @RepeatedTest(50)
  void ofManyWhoTakeOverADeadLeaseExactlyOneGetsIt() throws Exception {
    Lease dead = Lease.take(workspace, holder(1, "far", 17), clock);
    clock.forward(Duration.ofHours(1));
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Callable<Integer>> takers = new ArrayList<>();
    for (int taker = 0; taker < 8; taker++) {
      LeaseHolder me =
          LeaseHolder.of(run(10 + taker), "winnow", "here", OWN_PID, clock.instant(), MINUTE);
      takers.add(
          () -> {
            try {
              Lease.take(workspace, me, clock);
              return 1;
            } catch (WorkspaceHeldException e) {
              return 0;
            }
          });
    }
    int taken = 0;
    for (Future<Integer> taker : pool.invokeAll(takers)) {
      taken += taker.get();
    }
    pool.shutdown();
    dead.close();
    assertThat(taken).isEqualTo(1);
    assertThat(names(folder.resolve("runs"))).singleElement().asString().startsWith("_lease-");
  }

  @Test
  void aLivingHolderRenewsItsLease() throws Exception {
    CountDownLatch renewals = new CountDownLatch(3);
    Clock counting =
        new Clock() {
          @Override
          public java.time.Instant instant() {
            renewals.countDown();
            return NOON.plusSeconds(5);
          }

          @Override
          public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    LeaseHolder me =
        LeaseHolder.of(run(1), "winnow", "here", OWN_PID, NOON, Duration.ofMillis(200));
    try (Lease lease = Lease.take(workspace, me, counting)) {
      assertThat(renewals.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(lease.isHeld()).isTrue();
      assertThat(Lease.holder(workspace).orElseThrow().renewed()).isEqualTo(NOON.plusSeconds(5));
    }
    assertThat(names(folder.resolve("runs"))).isEmpty();
  }

  @Test
  void aDamagedLeaseIsNamedWithTheWayOut() throws Exception {
    Files.createDirectories(folder.resolve("runs"));
    Files.writeString(folder.resolve("runs/_lease-0001.json"), "{\"run\":");
    assertThatThrownBy(() -> Lease.take(workspace, holder(1, "here", OWN_PID), clock))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("_lease-0001.json is damaged")
        .hasMessageContaining("Delete it if no other winnow command runs");
  }

  private static LeaseHolder holder(long number, String host, long pid) {
    return LeaseHolder.of(run(number), "winnow round", host, pid, NOON, MINUTE);
  }
}
