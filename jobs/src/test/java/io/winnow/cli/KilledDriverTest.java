package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A driver that is killed at its work leaves rubbish, never a half-truth: status says what is so,
 * and whoever runs the command again ends where an undisturbed run ends.
 */
class KilledDriverTest {

  private static final String SCORES = "rounds/0001/scores";

  @TempDir static Path shared;

  private static Desk scored;
  private static Desk merged;

  @TempDir Path folder;

  @BeforeAll
  static void runUndisturbed() {
    scored = Stages.MEASURED.copyTo(shared.resolve("scored"));
    scored.run("score").exited(ExitCode.DONE);
    merged = Stages.MERGED.copyTo(shared.resolve("merged"));
  }

  /** Between shards: KilledScoringTest. */
  @Test
  void scoreEndsWithTheSameRows() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    kill(
        desk,
        "score",
        desk.workspace().resolve(SCORES),
        "work=*/shard-*/run=*/_temporary/**/*.parquet");
    assertThat(desk.due()).isEqualTo("1 SCORE");
    desk.run("score").exited(ExitCode.DONE).saying("84 sentences");

    assertThat(rows(desk, SCORES, "scores")).hasSize(84).isEqualTo(rows(scored, SCORES, "scores"));
  }

  /** Nothing is there yet; a table is there in part; all are whole, but not published. */
  static Stream<Arguments> killPointsOfMerge() {
    return Stream.of(
        arguments("the lease is taken", "runs/_lease-0001.json"),
        arguments("answers are written", "rounds/0000/annotations/run=*/_temporary/**"),
        arguments("labels lie there unpublished", "labels/run=*/labels/_SUCCESS"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("killPointsOfMerge")
  void mergeEndsWithTheSameRows(String name, String seen) {
    Desk desk = Stages.RETURNED.copyTo(folder.resolve("workspace"));
    kill(desk, "merge", desk.workspace(), seen);
    assertThat(desk.due()).isEqualTo("0 MERGE");
    assertThat(desk.status().get("labels")).isEmpty();
    desk.run("merge").exited(ExitCode.DONE).saying("12 annotations accepted");

    assertThat(rows(desk, "labels", "labels"))
        .hasSize(12)
        .isEqualTo(rows(merged, "labels", "labels"));
    assertThat(desk.due()).isEqualTo("0 TRAIN");
  }

  @Test
  void trainTrainsAgainAndPublishes() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    var before = desk.pointers();
    try (Child child =
        Child.winnow(
            folder.resolve("child"),
            desk.with(
                "train",
                "--set=train.min-steps=1000000",
                "--set=train.max-steps=0",
                "--set=train.checkpoint-steps=0"))) {
      // The encoder's local copy is the last thing to be seen before the first step.
      child.until(() -> Folders.holds(child.temporary(), "winnow-run-*/winnow*/winnow.json"));
      assertHeldBy(desk, child);
      long started = System.nanoTime();
      child.killWhen(() -> System.nanoTime() - started > 1_500_000_000L);
    }
    assertThat(desk.pointers()).isEqualTo(before);
    assertThat(desk.status().get("heldBy").isNull()).isTrue();
    assertThat(desk.due()).isEqualTo("0 TRAIN");

    desk.run("train").exited(ExitCode.DONE).saying("Train: 3 steps on 12 sentences");
    assertThat(desk.published("models/0000", "checkpoint").resolve("model.safetensors"))
        .isNotEmptyFile();
    assertThat(desk.due()).isEqualTo("0 EVALUATE");
  }

  /** Kills a child as soon as its work shows, before it has published anything. */
  private void kill(Desk desk, String command, Path where, String seen) {
    var before = desk.pointers();
    try (Child child = Child.winnow(folder.resolve("child"), desk.with(command))) {
      child.killWhen(() -> Folders.holds(where, seen));
    }
    assertThat(desk.pointers()).isEqualTo(before);
    assertThat(desk.workspace().resolve("runs/_lease-0001.json"))
        .as("the dead one's lease")
        .exists();
    assertThat(desk.status().get("heldBy").isNull()).isTrue();
    assertThat(desk.run("status").out()).doesNotContain("Running");
  }

  private static void assertHeldBy(Desk desk, Child child) {
    JsonNode heldBy = desk.status().get("heldBy");
    assertThat(heldBy.asText()).contains("winnow train", "pid " + child.pid());
    desk.run("train").exited(ExitCode.HELD).saying("pid " + child.pid());
  }

  private static List<List<String>> rows(Desk desk, String shelf, String output) {
    return Duck.query("SELECT * FROM %s ORDER BY id".formatted(desk.table(shelf, output)));
  }
}
