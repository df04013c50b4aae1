package io.winnow.workspace;

import static io.winnow.workspace.TestWorkspaces.NOON;
import static io.winnow.workspace.TestWorkspaces.names;
import static io.winnow.workspace.TestWorkspaces.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void anEmptyLeaseIsNobodys() throws Exception {
    Files.createDirectories(folder.resolve("runs"));
    Files.createFile(folder.resolve("runs/_lease-0001.json"));
    assertThat(Lease.holder(workspace)).isEmpty();
    try (Lease lease = Lease.take(workspace, holder(1, "here", OWN_PID), clock)) {
      assertThat(lease.isHeld()).isTrue();
      assertThat(names(folder.resolve("runs"))).contains("_lease-0001.json");
    }
    assertThat(names(folder.resolve("runs"))).containsExactly(LocalFiles.LOCK);
  }

  /** Written by a clock that is a year ahead: the file system's clock decides. */
  @ParameterizedTest
  @CsvSource({"-2, MINUTES", "-300, DAYS", "+300, DAYS", "+2, MINUTES"})
  void aLeaseOfTheFutureIsTakenOverOnceItsFileIsOlderThanItLasts(long ago, ChronoUnit unit)
      throws Exception {
    Path file = future();
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(ago, unit)));
    assertThat(Lease.livingHolder(workspace, "here", Instant.now())).isEmpty();
    try (Lease lease = Lease.take(workspace, holder(1, "here", OWN_PID), clock)) {
      assertThat(lease.isHeld()).isTrue();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aLeaseOfTheFutureThatIsRenewedIsNotTakenOver() throws Exception {
    Path file = future();
    assertThatThrownBy(() -> Lease.take(workspace, holder(1, "here", OWN_PID), clock))
        .isInstanceOf(WorkspaceHeldException.class)
        .hasMessageContaining("on host far, pid 17")
        .hasMessageContaining(
            "its lease expires at "
                + Files.getLastModifiedTime(file)
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS)
                    .plus(MINUTE));
    assertThat(names(folder.resolve("runs"))).containsExactly("_lease-0001.json");
  }

  private Path future() throws Exception {
    Instant ahead = NOON.plus(365, ChronoUnit.DAYS);
    LeaseHolder holder = LeaseHolder.of(run(9), "winnow merge", "far", 17, ahead, MINUTE);
    Files.createDirectories(folder.resolve("runs"));
    return Files.writeString(folder.resolve("runs/_lease-0001.json"), Json.write(holder));
  }

  @Test
  void aDriverWhoseWorkspaceIsDeletedIsToldAndWritesNothingThere() throws Exception {
    try (Lease lease = Lease.take(workspace, holder(1, "here", OWN_PID), clock)) {
      Workspace held = workspace.under(lease);
      Shelf labels = held.labels();
      Pointer made = TestWorkspaces.finished(held, labels, run(2), 1);
      Trees.delete(folder);
      List<Runnable> writes =
          List.of(
              held::requireThere,
              () -> held.replaceText("a.txt", "a"),
              () -> held.create(held.resolve("b.txt"), "b"),
              () -> held.makeFolder(held.resolve("c")),
              () -> held.below("work/d").writeText(held.resolve("work/d/e"), "e"),
              () -> labels.newRun(run(3)),
              () -> labels.publish(made));
      for (Runnable write : writes) {
        assertThatThrownBy(write::run).isInstanceOf(WorkspaceException.class);
        assertThat(folder).doesNotExist();
      }
      assertThatThrownBy(held::requireThere)
          .isInstanceOf(WorkspaceGoneException.class)
          .hasMessageContaining("was deleted or moved away while this run worked in it");
    }
    assertThat(folder).doesNotExist();
    Files.createDirectories(folder);
  }

  /** Of what lies there now only what the run itself made goes. */
  @Test
  void whatARunMadeAnewGoesAndACopyThatWasPutBackStays() throws Exception {
    try (Lease lease = Lease.take(workspace, holder(1, "here", OWN_PID), clock)) {
      Trees.delete(folder);
      String own = run(2).folder();
      Files.createDirectories(folder.resolve("labels/" + own + "/rows/_temporary/0"));
      Files.createDirectories(folder.resolve("rounds/0001/rejected/" + own));
      Path kept = Files.createDirectories(folder.resolve("labels/" + run(1).folder()));
      IOException failure = new IOException("no such file");
      assertThatThrownBy(() -> lease.requireWorkspace(failure, List.of(run(2))))
          .isInstanceOf(WorkspaceGoneException.class)
          .hasCause(failure);
      assertThat(kept).isDirectory();
      assertThat(names(folder)).containsExactly("labels");
      Files.delete(kept);
      Files.createDirectory(folder.resolve("labels/" + own));
      assertThatThrownBy(() -> lease.requireWorkspace(failure, List.of(run(2))))
          .isInstanceOf(WorkspaceGoneException.class);
      assertThat(folder).doesNotExist();
    }
    Files.createDirectories(folder);
  }

  @Test
  void aLeaseThatWasOnlyLostIsNoDeletedWorkspace() {
    Lease old = Lease.take(workspace, holder(1, "far", 17), clock);
    clock.forward(MINUTE.plusSeconds(1));
    LeaseHolder late = LeaseHolder.of(run(2), "winnow", "here", OWN_PID, clock.instant(), MINUTE);
    Lease.take(workspace, late, clock).close();
    old.requireWorkspace(new IOException(), List.of());
    workspace.under(old).requireThere();
    old.close();
  }

  private static LeaseHolder holder(long number, String host, long pid) {
    return LeaseHolder.of(run(number), "winnow round", host, pid, NOON, MINUTE);
  }
}
