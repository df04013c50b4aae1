package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.testing.Trees;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scoring goes on where a killed driver was: no shard is lost and none is scored twice. */
class KilledScoringTest {

  private static final String SCORES = "rounds/0001/scores";
  private static final String SHARD_POINTER = SCORES + "/work=.*/shard-\\d{4}/_published-0001.json";

  /** Eight shards of the pool's 84 sentences. */
  private static final String SHARDS = "--set=score.shard-sentences=10";

  @TempDir static Path shared;

  private static Desk undisturbed;

  @TempDir Path folder;

  @BeforeAll
  static void scoreUndisturbed() {
    undisturbed = Stages.MEASURED.copyTo(shared.resolve("undisturbed"));
    undisturbed.run("score", SHARDS).exited(ExitCode.DONE);
  }

  /** Killed when some are scored; then once as before, and in a copy with other functions. */
  @Test
  void whatIsPublishedIsNotScoredAgainButForOtherFunctions() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    killAfter(3, desk);
    SortedMap<String, String> published = shards(desk);
    assertThat(published).hasSizeBetween(3, 7);
    assertThat(desk.due()).isEqualTo("1 SCORE");
    Desk other = new Desk(Trees.copy(desk.workspace(), folder.resolve("other")));

    desk.run("score", SHARDS)
        .exited(ExitCode.DONE)
        .saying("%d of 8 shards were scored before".formatted(published.size()), "84 sentences");

    assertThat(shards(desk)).containsAllEntriesOf(published).hasSize(8);
    assertThat(rows(desk)).hasSize(84).isEqualTo(rows(undisturbed));
    assertThat(calls(desk))
        .as("calls of the model by the second run")
        .isEqualTo(calls(undisturbed) - calls(published));
    assertThatOtherFunctionsAreOtherWork(other);
  }

  private static void assertThatOtherFunctionsAreOtherWork(Desk desk) {
    Said said = desk.run("score", SHARDS, "--set=score.functions=[mnlp,margin]");

    said.exited(ExitCode.DONE).saying("84 sentences");
    assertThat(said.out()).doesNotContain("scored before");
    assertThat(Duck.query("SELECT count(margin) FROM " + desk.table(SCORES, "scores")))
        .isEqualTo(List.of(List.of("84")));
  }

  private void killAfter(int shards, Desk desk) {
    Path scores = desk.workspace().resolve(SCORES);
    try (Child child = Child.winnow(folder.resolve("child"), desk.with("score", SHARDS))) {
      child.killWhen(() -> Folders.count(scores, "work=*/shard-*/_published-*") >= shards);
    }
  }

  private static SortedMap<String, String> shards(Desk desk) {
    SortedMap<String, String> pointers = desk.pointers();
    pointers.keySet().removeIf(path -> !path.matches(SHARD_POINTER));
    return pointers;
  }

  private static long calls(SortedMap<String, String> published) {
    return published.values().stream()
        .mapToLong(pointer -> Json.tree(pointer).get("counts").get("batches").asLong())
        .sum();
  }

  /** By the run that published the round's scores. */
  private static long calls(Desk desk) throws IOException {
    JsonNode pointer = Json.tree(desk.pointers().get(SCORES + "/_published-0001.json"));
    Path manifest = desk.workspace().resolve(pointer.get("manifest").asText());
    return Json.tree(Files.readString(manifest)).get("numbers").get("calls_by_this_run").asLong();
  }

  private static List<List<String>> rows(Desk desk) {
    return Duck.query("SELECT * FROM %s ORDER BY id".formatted(desk.table(SCORES, "scores")));
  }
}
