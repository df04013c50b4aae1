package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.api.Session;
import io.winnow.testing.Duck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two drivers in one workspace: one wins, the other exits with 5, and all stays whole. */
class TwoAtOnceTest {

  @TempDir Path folder;

  @Test
  void ofTwoProcessesOneWorksAndTheOtherSaysWhoHoldsTheWorkspace() {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    try (Child one = Child.winnow(folder.resolve("one"), desk.with("round"));
        Child other = Child.winnow(folder.resolve("other"), desk.with("round"))) {
      Said first = one.end();
      Said second = other.end();
      boolean oneWon = first.code() == ExitCode.DONE.code();

      Said winner = oneWon ? first : second;
      Said loser = oneWon ? second : first;
      winner.exited(ExitCode.DONE).saying("Round 0 waits for the vendor");
      loser
          .exited(ExitCode.HELD)
          .saying(
              "Another run holds the workspace",
              "on host " + Session.hostName(),
              "pid " + (oneWon ? one : other).pid());
    }
    assertThat(desk.due()).isEqualTo("0 WAIT");
    assertThat(desk.run("round").code()).isEqualTo(ExitCode.NOTHING_TO_DO.code());
  }

  @Test
  void ofTwoThatKnowNothingOfEachOtherOnePublishes() throws Exception {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    CountDownLatch bothScore = new CountDownLatch(2);
    CountDownLatch firstScores = new CountDownLatch(1);
    CompletableFuture<Said> one =
        CompletableFuture.supplyAsync(
            () ->
                CommandLines.winnow(
                    task -> {
                      firstScores.countDown();
                      meet(bothScore);
                    },
                    desk.with("score")));
    assertThat(firstScores.await(1, TimeUnit.MINUTES)).isTrue();
    // As if a file system had lost the lease, or a person had deleted it.
    Files.delete(desk.workspace().resolve("runs/_lease-0001.json"));
    CompletableFuture<Said> other =
        CompletableFuture.supplyAsync(
            () -> CommandLines.winnow(task -> meet(bothScore), desk.with("score")));

    List<Said> both = List.of(one.get(2, TimeUnit.MINUTES), other.get(2, TimeUnit.MINUTES));
    assertThat(both).as("%s", both).extracting(Said::code).containsExactlyInAnyOrder(0, 5);
    both.stream()
        .filter(said -> said.code() == 5)
        .forEach(said -> said.saying("shard-0000/_published-0001.json"));
    assertThat(desk.pointers().keySet())
        .filteredOn(file -> file.matches("rounds/0001/scores/_published-\\d+.json"))
        .hasSize(1);
    assertThat(
            Duck.query(
                "SELECT count(*), count(DISTINCT id) FROM "
                    + desk.table("rounds/0001/scores", "scores")))
        .isEqualTo(List.of(List.of("84", "84")));
    assertThat(desk.workspace().resolve("runs/_lease-0001.json")).doesNotExist();
    assertThat(desk.due()).isEqualTo("1 SELECT");
  }

  /** Waits until the other is there, too. */
  private static void meet(CountDownLatch latch) {
    latch.countDown();
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
