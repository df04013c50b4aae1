package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments that are taken up again. One is played once, and each test goes on with a copy. */
class ResumedSimulationTest {

  @TempDir static Path data;

  private static Simulation undisturbed;

  @TempDir Path folder;

  @BeforeAll
  static void playThreeRounds() throws IOException {
    undisturbed = Simulation.in(data);
    undisturbed.run("--seeds=1", "--rounds=3", "--parallel=1").exited(ExitCode.DONE);
  }

  @Test
  void whatWasPlayedIsNotPlayedAgainAndMoreMayBeAdded() throws IOException {
    Simulation again = copy();
    Map<Path, String> before = again.points();
    assertThat(before).hasSize(6);

    again
        .run("--seeds=1", "--rounds=3", "--set=stop.max-uncertainty=5")
        .exited(ExitCode.DONE)
        .saying("Pool:");
    assertThat(again.points()).as("rules are asked afterwards").isEqualTo(before);

    again.run("--seeds=1", "--rounds=3", "--strategy=margin + history(k=2)").exited(ExitCode.DONE);
    assertThat(again.points()).containsAllEntriesOf(before).hasSize(9);
    assertThat(lookedBackOn(again))
        .as("rounds that a run's later rounds looked back on")
        .isEqualTo(1);
  }

  private static long lookedBackOn(Simulation played) throws IOException {
    long found = 0;
    for (Path file : Trees.files(played.experiment().resolve("work"))) {
      found +=
          file.endsWith("manifest.json") && Files.readString(file).contains("history_scale_")
              ? 1
              : 0;
    }
    return found;
  }

  @Test
  void otherTermsAreAnotherExperiment() throws IOException {
    copy()
        .run("--seeds=1", "--rounds=1", "--words-per-round=50", "--set=train.epochs=9")
        .exited(ExitCode.USAGE)
        .saying("--words-per-round", "is 50", "started with 100", "train.epochs", "--to");
  }

  @Test
  void aFileThatHasChangedIsAnotherExperiment() throws IOException {
    Simulation again = copy();
    String text = Files.readString(again.train());
    try {
      Files.writeString(again.train(), text + "\nAnn B-PER\n\n");
      again
          .run("--seeds=1", "--rounds=4")
          .exited(ExitCode.USAGE)
          .saying("train.conll has the SHA-256", "was started with", "another --to");
    } finally {
      Files.writeString(again.train(), text);
    }
  }

  /** Its trainings take turns two at a time, those of the other one after the other. */
  @Test
  void aKilledExperimentGoesOnWhereItWasAndItsPointsAreTheSameAsWithoutCompany() {
    Simulation killed = undisturbed.to(folder.resolve("killed"));
    String[] command = killed.command("--seeds=1", "--rounds=3");
    Path points = killed.experiment().resolve("points");
    try (Child child = Child.winnow(folder.resolve("child"), command)) {
      child.killWhen(() -> Folders.count(points, "mnlp-*.parquet") >= 2);
    }
    Map<Path, String> before = killed.points();
    CommandLines.winnow(command).exited(ExitCode.DONE);

    assertThat(killed.points()).containsAllEntriesOf(before).hasSize(6);
    assertThat(killed.query("round, count(*)", "GROUP BY ALL"))
        .allMatch(row -> row.get(1).equals("2"));
    assertThat(killed.query("words", "WHERE strategy LIKE 'mnlp%'")).doesNotHaveDuplicates();

    String measured = "strategy, round, words, f1, held_out.predicted";
    List<List<String>> interrupted = killed.query(measured, "");
    assertThat(interrupted).isEqualTo(undisturbed.query(measured, ""));
  }

  private Simulation copy() throws IOException {
    return undisturbed.to(Trees.copy(undisturbed.experiment(), folder.resolve("experiment")));
  }
}
