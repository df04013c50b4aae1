package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.api.Session;
import io.winnow.workspace.Lease;
import io.winnow.workspace.LeaseHolder;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} tells a person and a machine. */
class StatusTest {

  private static final int COLUMNS = 80;

  @TempDir Path folder;

  @Test
  void aFolderThatIsNoWorkspaceIsSaidToBeNone() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    for (Path path : new Path[] {other, folder.resolve("nowhere")}) {
      CommandLines.winnow("status", "--workspace=" + path)
          .exited(ExitCode.USAGE)
          .saying(path + " is no workspace", "'winnow init'");
      CommandLines.winnow("status", "--json", "--workspace=" + path).exited(ExitCode.USAGE);
    }
    assertThat(other).isEmptyDirectory();
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void itTellsWhereARoundStandsWithinEightyColumns() {
    Desk desk = Stages.SENT_AGAIN.copyTo(folder.resolve("workspace"));
    Said text = desk.run("status").exited(ExitCode.DONE);

    assertThat(text.out())
        .contains("96 sentences", "24 held out", "EVENT, LOC, ORG, PER, PRODUCT")
        .containsPattern("(?m)^ +0 +- +12 +\\d+ +12/12 +\\d+ +3 +0\\.\\d{4}$")
        .containsPattern("(?m)^ +1 +84 +12 +\\d+ +0/12 +- +- +-$")
        .contains("Next       round 1: wait for the vendor, then run 'winnow round'")
        .contains(desk.inbox(1).toString());
    text.withinColumns(COLUMNS);
  }

  @Test
  @SuppressWarnings("try") // The lease is held while status runs; nothing asks it.
  void manyTypesAndALongCommandLineAreWrapped() throws Exception {
    String types =
        IntStream.range(0, 20).mapToObj("TYPE-%02d"::formatted).collect(Collectors.joining(", "));
    Desk desk =
        Desk.at(
            folder.resolve("workspace"), Desk.SETTINGS + "labels.types = [%s]\n".formatted(types));
    Path corpus = Files.writeString(folder.resolve("corpus.txt"), "One\nTwo\nThree\nFour\nFive\n");
    desk.run("init", "--input=" + corpus).exited(ExitCode.DONE);
    String command = "winnow round " + "--set=select.budget-sentences=12 ".repeat(5).strip();
    try (Lease lease = held(desk, command)) {
      Said text = desk.run("status").exited(ExitCode.DONE).withinColumns(COLUMNS);
      assertThat(text.out().replaceAll("\\s+", " ")).contains("Types " + types, command + " on ");
    }
  }

  private static Lease held(Desk desk, String command) {
    Clock clock = Clock.systemUTC();
    return Lease.take(
        Workspace.at(desk.workspace().toString(), new Configuration()),
        LeaseHolder.of(
            RunId.at(clock.instant(), 7),
            command,
            Session.hostName(),
            ProcessHandle.current().pid(),
            clock.instant(),
            Duration.ofMinutes(1)),
        clock);
  }

  @Test
  void theSameForMachinesIsJson() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    JsonNode status = desk.status();
    assertThat(status.get("types")).hasSize(5);
    assertThat(status.get("corpus").get("sentences").asInt()).isEqualTo(96);
    assertThat(status.get("corpus").get("gold_sentences").asInt()).isEqualTo(96);
    assertThat(status.get("labels").get("labels").asInt()).isEqualTo(12);
    assertThat(status.get("dueRound").asInt()).isEqualTo(1);
    assertThat(status.get("due").asText()).isEqualTo("SCORE");
    assertThat(status.get("heldBy").isNull()).isTrue();
    JsonNode round = status.get("rounds").get(0);
    assertThat(round.get("scored").isNull()).isTrue();
    assertThat(round.get("answered").asInt()).isEqualTo(12);
    assertThat(round.get("steps").asInt()).isEqualTo(3);
    assertThat(round.get("f1").isNumber()).isTrue();
  }
}
