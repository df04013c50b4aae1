package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments on a small part of the sample with the tiny encoder. */
class SimulateTest {

  @TempDir Path folder;

  private Simulation simulation;

  @BeforeEach
  void dataAndEncoder() throws IOException {
    simulation = Simulation.in(folder);
  }

  @Test
  void everyRoundOfEveryRunIsAPoint() {
    simulation
        .run("--seeds=2", "--rounds=2", "--full")
        .exited(ExitCode.DONE)
        .saying("Pool:", "random", "mnlp", "Words to reach", "report.html");

    assertThat(
            simulation.query(
                "strategy, count(*), count(DISTINCT seed), max(round)", "GROUP BY ALL"))
        .containsExactly(
            List.of("full", "2", "2", "0"),
            List.of("mnlp + dedupe(similarity=0.8)", "4", "2", "1"),
            List.of("random", "4", "2", "1"));
    assertThat(
            simulation.query(
                "seed, count(DISTINCT words)",
                "WHERE round = 0 AND strategy <> 'full' GROUP BY ALL"))
        .as("the first round is one for all strategies of a seed")
        .allMatch(row -> row.get(1).equals("1"))
        .hasSize(2);
    assertThat(simulation.query("count(*)", "WHERE words <> picked_words AND round = 0"))
        .containsExactly(List.of("0"));
    assertThat(
            simulation.query("count(*)", "WHERE round > 0 AND picked_words NOT BETWEEN 80 AND 100"))
        .containsExactly(List.of("0"));
    assertThat(simulation.query("DISTINCT len(held_out.gold), list_sum(held_out.gold) > 0", ""))
        .as("all were measured on the same sentences")
        .hasSize(1);
    assertThat(
            simulation.query(
                "DISTINCT map_contains(seconds, 'score')", "WHERE strategy = 'random'"))
        .as("chance needs no scores")
        .containsExactly(List.of("false"));
    assertThat(simulation.experiment().resolve("report.html"))
        .content()
        .contains("<svg", "mnlp", "random");
  }

  @Test
  void aStrategyIsKnownHoweverItIsWritten() {
    simulation
        .run("--seeds=1", "--rounds=1", "--strategy=mnlp+dedupe", "--strategy= random")
        .exited(ExitCode.DONE);
    assertThat(simulation.query("strategy", ""))
        .containsExactly(List.of("mnlp + dedupe(similarity=0.8)"), List.of("random"));
    simulation
        .run("--rounds=1", "--strategy=mnlp+dedupe", "--strategy=mnlp + dedupe")
        .exited(ExitCode.USAGE)
        .saying("each once");
  }

  @Test
  void roundsGoOnUntilSoManyWordsAreLabelledIndeed() {
    simulation.run("--seeds=1", "--target-words=300", "--strategy=random").exited(ExitCode.DONE);
    assertThat(simulation.query("max(words) >= 300, count(*) FILTER (words >= 300)", ""))
        .containsExactly(List.of("true", "1"));
    simulation.run("--seeds=1", "--target-words=300", "--strategy=random").exited(ExitCode.DONE);
    assertThat(simulation.query("count(*) FILTER (words >= 300)", ""))
        .containsExactly(List.of("1"));
  }

  /** The last of the pool are copies of what was chosen, but for a digit. */
  @Test
  void aPoolThatIsUsedUpEndsARunAndNotTheExperiment() throws IOException {
    String near = "Ann B-PER\nleft O\nParis B-LOC\nin O\n201%d O\n\n";
    Files.writeString(
        simulation.train(),
        Files.readString(simulation.train()) + near.formatted(1) + near.formatted(2));
    String all = "--words-per-round=100%";
    simulation.run("--seeds=1", "--rounds=4", all).exited(ExitCode.DONE);
    String points = "strategy, count(*), max(sentences)";
    List<List<String>> played = simulation.query(points, "GROUP BY ALL");
    assertThat(played)
        .containsExactly(
            List.of("mnlp + dedupe(similarity=0.8)", "2", "101"), List.of("random", "2", "102"));
    simulation.run("--seeds=1", "--rounds=4", all).exited(ExitCode.DONE);
    assertThat(simulation.query(points, "GROUP BY ALL")).isEqualTo(played);
  }

  @Test
  void aStrategyThatThereIsNotIsRefusedBeforeAnyWork() {
    simulation.run("--strategy=nmlp").exited(ExitCode.USAGE).saying("nmlp");
    assertThat(simulation.experiment().resolve("work")).doesNotExist();
  }
}
