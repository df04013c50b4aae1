package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments on a small part of the sample with the tiny encoder. */
class SimulateTest {

  @TempDir Path folder;

  private Path experiment;
  private Path train;
  private Path test;
  private Path encoder;

  @BeforeEach
  void dataAndEncoder() throws IOException {
    experiment = folder.resolve("experiment");
    Sample all = Sample.of(140);
    train = new Sample(all.sentences().subList(0, 100)).conll(folder.resolve("train.conll"));
    test = new Sample(all.sentences().subList(100, 140)).conll(folder.resolve("test.conll"));
    encoder = TinyEncoder.write(folder.resolve("encoder"));
  }

  @Test
  void everyRoundOfEveryRunIsAPoint() {
    Run.winnow(command("--seeds=2", "--rounds=2", "--full"))
        .exited(ExitCode.DONE)
        .saying("Pool:", "random", "mnlp", "words to reach", "report.html");

    assertThat(query("strategy, count(*), count(DISTINCT seed), max(round)", "GROUP BY ALL"))
        .containsExactly(
            List.of("full", "2", "2", "0"),
            List.of("mnlp + dedupe(similarity=0.8)", "4", "2", "1"),
            List.of("random", "4", "2", "1"));
    assertThat(
            query(
                "seed, count(DISTINCT words)",
                "WHERE round = 0 AND strategy <> 'full' GROUP BY ALL"))
        .as("the first round is one for all strategies of a seed")
        .allMatch(row -> row.get(1).equals("1"))
        .hasSize(2);
    assertThat(query("count(*)", "WHERE words <> picked_words AND round = 0"))
        .containsExactly(List.of("0"));
    assertThat(query("count(*)", "WHERE round > 0 AND picked_words NOT BETWEEN 80 AND 100"))
        .containsExactly(List.of("0"));
    assertThat(query("DISTINCT len(held_out.gold), list_sum(held_out.gold) > 0", ""))
        .as("all were measured on the same sentences")
        .hasSize(1);
    assertThat(query("DISTINCT map_contains(seconds, 'score')", "WHERE strategy = 'random'"))
        .as("chance needs no scores")
        .containsExactly(List.of("false"));
    assertThat(experiment.resolve("report.html")).content().contains("<svg", "mnlp", "random");
  }

  @Test
  void whatWasPlayedIsNotPlayedAgainAndMoreMayBeAdded() throws IOException {
    Run.winnow(command("--seeds=1", "--rounds=2")).exited(ExitCode.DONE);
    Map<Path, String> before = points();
    assertThat(before).hasSize(4);

    Run.winnow(command("--seeds=1", "--rounds=2", "--set=stop.max-uncertainty=5"))
        .exited(ExitCode.DONE)
        .saying("Pool:");
    assertThat(points()).as("rules are asked afterwards").isEqualTo(before);

    Run.winnow(command("--seeds=1", "--rounds=3", "--strategy=margin")).exited(ExitCode.DONE);
    assertThat(points()).containsAllEntriesOf(before).hasSize(7);
  }

  @Test
  void otherTermsAreAnotherExperiment() {
    Run.winnow(command("--seeds=1", "--rounds=1")).exited(ExitCode.DONE);
    Run.winnow(command("--seeds=1", "--rounds=1", "--words-per-round=50", "--set=train.epochs=9"))
        .exited(ExitCode.USAGE)
        .saying("--words-per-round", "is 50", "begun with 100", "train.epochs", "--to");
  }

  @Test
  void aFileThatHasChangedIsAnotherExperiment() throws IOException {
    Run.winnow(command("--seeds=1", "--rounds=1")).exited(ExitCode.DONE);
    Files.writeString(train, Files.readString(train) + "\nAnn B-PER\n\n");
    Run.winnow(command("--seeds=1", "--rounds=2"))
        .exited(ExitCode.USAGE)
        .saying("train.conll has the SHA-256", "was begun with", "another --to");
  }

  @Test
  void aStrategyIsKnownHoweverItIsWritten() {
    Run.winnow(command("--seeds=1", "--rounds=1", "--strategy=mnlp+dedupe", "--strategy= random"))
        .exited(ExitCode.DONE);
    assertThat(query("strategy", ""))
        .containsExactly(List.of("mnlp + dedupe(similarity=0.8)"), List.of("random"));
    Run.winnow(command("--rounds=1", "--strategy=mnlp+dedupe", "--strategy=mnlp + dedupe"))
        .exited(ExitCode.USAGE)
        .saying("each once");
  }

  @Test
  void roundsGoOnUntilSoManyWordsAreLabelledIndeed() {
    Run.winnow(command("--seeds=1", "--target-words=400", "--strategy=random"))
        .exited(ExitCode.DONE);
    assertThat(query("max(words) >= 400, count(*) FILTER (words >= 400)", ""))
        .containsExactly(List.of("true", "1"));
    Run.winnow(command("--seeds=1", "--target-words=400", "--strategy=random"))
        .exited(ExitCode.DONE);
    assertThat(query("count(*) FILTER (words >= 400)", "")).containsExactly(List.of("1"));
  }

  /** The last of the pool are copies of what was chosen, but for a digit. */
  @Test
  void aPoolThatIsUsedUpEndsARunAndNotTheExperiment() throws IOException {
    String near = "Ann B-PER\nleft O\nParis B-LOC\nin O\n201%d O\n\n";
    Files.writeString(train, Files.readString(train) + near.formatted(1) + near.formatted(2));
    String all = "--words-per-round=100%";
    Run.winnow(command("--seeds=1", "--rounds=4", all)).exited(ExitCode.DONE);
    String points = "strategy, count(*), max(sentences)";
    List<List<String>> played = query(points, "GROUP BY ALL");
    assertThat(played)
        .containsExactly(
            List.of("mnlp + dedupe(similarity=0.8)", "2", "101"), List.of("random", "2", "102"));
    Run.winnow(command("--seeds=1", "--rounds=4", all)).exited(ExitCode.DONE);
    assertThat(query(points, "GROUP BY ALL")).isEqualTo(played);
  }

  @Test
  void aKilledExperimentGoesOnWhereItWas() throws IOException {
    try (Child child = Child.winnow(folder.resolve("child"), command("--seeds=1", "--rounds=3"))) {
      child.killWhen(() -> Folders.count(experiment.resolve("points"), "mnlp-*.parquet") >= 2);
    }
    Map<Path, String> before = points();
    Run.winnow(command("--seeds=1", "--rounds=3")).exited(ExitCode.DONE);

    assertThat(points()).containsAllEntriesOf(before).hasSize(6);
    assertThat(query("round, count(*)", "GROUP BY ALL")).allMatch(row -> row.get(1).equals("2"));
    assertThat(query("words", "WHERE strategy LIKE 'mnlp%'")).doesNotHaveDuplicates();

    String measured = "strategy, round, words, f1, held_out.predicted";
    List<List<String>> interrupted = query(measured, "");
    experiment = folder.resolve("undisturbed");
    Run.winnow(command("--seeds=1", "--rounds=3")).exited(ExitCode.DONE);
    assertThat(query(measured, "")).isEqualTo(interrupted);
  }

  @Test
  void aStrategyThatThereIsNotIsRefusedBeforeAnyWork() {
    Run.winnow(command("--strategy=nmlp")).exited(ExitCode.USAGE).saying("nmlp");
    assertThat(experiment.resolve("work")).doesNotExist();
  }

  private String[] command(String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.add(0, "simulate");
    words.addAll(
        List.of(
            "--input=" + train,
            "--holdout=" + test,
            "--to=" + experiment,
            "--model=" + encoder,
            "--initial-words=15%",
            "--parallel=2"));
    if (words.stream().noneMatch(word -> word.startsWith("--words-per-round"))) {
      words.add("--words-per-round=100");
    }
    words.add("--set=train.max-steps=3");
    words.add("--set=train.batch-size=8");
    words.add("--set=train.precision=fp32");
    words.add("--set=score.precision=fp32");
    return words.toArray(String[]::new);
  }

  private List<List<String>> query(String columns, String rest) {
    return Duck.query(
        "SELECT %s FROM read_parquet('%s/points/*.parquet') %s ORDER BY ALL"
            .formatted(columns, experiment, rest));
  }

  /** Their files and when each was written. */
  private Map<Path, String> points() throws IOException {
    Map<Path, String> points = new TreeMap<>();
    try (Stream<Path> files = Files.list(experiment.resolve("points"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".parquet")).toList()) {
        points.put(file.getFileName(), Files.getLastModifiedTime(file).toString());
      }
    }
    return points;
  }
}
