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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy that looks back on the scores of earlier rounds, in a workspace's second round. */
class LookBackTest {

  private static final String HISTORY =
      "--set=select.strategy=mnlp + history(k=3, decay=0.5, fluctuation=2)";
  private static final String BOTH = "--set=score.functions=[mnlp,margin]";

  /** Doubts of round 1 on the scale of round 2; a score that was kept is no second opinion. */
  private static final String RATED =
      """
      WITH known AS (
        SELECT n.id, n.mnlp AS score, CASE WHEN b.model <> n.model THEN b.mnlp END AS past
        FROM %1$s n LEFT JOIN %2$s b USING (id)),
      scaled AS (
        SELECT id, score, past * (SELECT sum(score) / sum(past) FROM known WHERE past IS NOT NULL) AS past
        FROM known)
      SELECT id, score, past, CASE WHEN past IS NULL THEN score
        ELSE (score + past / 2) / 1.5 - 2 * ((score - past) / 2) ** 2 END AS rating
      FROM scaled""";

  @TempDir Path folder;

  @Test
  void aSecondRoundRanksByWhatBothModelsSaid() throws IOException {
    Desk before = Stages.SENT_AGAIN.copyTo(folder.resolve("before"));
    before.run("vendor", "simulate").exited(ExitCode.DONE);
    before.run("round", "--set=round.last=1").exited(ExitCode.DONE);
    Desk part = copy(before, "part");
    before.run("score", BOTH).exited(ExitCode.DONE);
    String pool = Duck.query("SELECT count(*) FROM " + scores(before, 2)).get(0).get(0);

    Desk desk = copy(before, "desk");
    desk.run("select", BOTH, "--set=select.strategy=mnlp + history(k=0)")
        .exited(ExitCode.USAGE)
        .saying("select.strategy", "history has k = 0", "from 1 to 20");
    desk.run("select", BOTH, HISTORY)
        .exited(ExitCode.DONE)
        .saying(
            "strategy: mnlp + history(k=3, decay=0.5, fluctuation=2)",
            "history: round 1 (doubts x ",
            "%s of %s sentences have an earlier score".formatted(pool, pool));
    assertThat(ranking(desk)).isEqualTo(rated(desk)).isNotEqualTo(lowest(desk));
    JsonNode manifest = manifest(desk);
    assertThat(manifest.at("/inputs").has("rounds/0001/scores")).isTrue();
    assertThat(manifest.at("/numbers").has("history_scale_0001")).isTrue();

    plain(copy(before, "plain"));
    otherFunction(copy(before, "other"));
    damaged(copy(before, "damaged"), ranking(desk));
    keptScores(part);
  }

  private static void plain(Desk desk) {
    desk.run("select", BOTH, "--set=select.strategy=mnlp + history(k=1)")
        .exited(ExitCode.DONE)
        .saying("history: none; the scores of this round alone");
    assertThat(ranking(desk)).isEqualTo(lowest(desk));
  }

  private static void otherFunction(Desk desk) {
    desk.run("select", BOTH, "--set=select.strategy=margin + history")
        .exited(ExitCode.DONE)
        .saying("history: none", "not looked back on: round 1 (not scored by margin)");
  }

  private void damaged(Desk desk, List<List<String>> whole) throws IOException {
    Path table = desk.published("rounds/0001/scores", "scores/0000");
    Path file;
    try (var files = Files.list(table)) {
      file = files.filter(it -> it.toString().endsWith(".parquet")).sorted().findFirst().get();
    }
    Path away = folder.resolve("away.parquet");
    Files.move(file, away);
    desk.run("select", BOTH, HISTORY)
        .exited(ExitCode.FAILURE)
        .saying("The scores of round 1", "put back a copy of the files", "history(k=1)");
    Files.write(file, new byte[] {'P', 'A', 'R', '1'});
    desk.run("select", BOTH, HISTORY)
        .exited(ExitCode.FAILURE)
        .saying("The scores of round 1 can't be read", "history(k=1)");
    Files.delete(file);
    Files.move(away, file);
    Desk gone = copy(desk, "gone");
    Trees.delete(gone.published("rounds/0001/scores", "scores/0000"));
    gone.run("select", BOTH, HISTORY)
        .exited(ExitCode.DONE)
        .saying("history: none", "not looked back on: round 1 (its scores are gone)");
    assertThat(ranking(gone)).isEqualTo(lowest(gone));

    desk.run("select", BOTH, HISTORY).exited(ExitCode.DONE);
    assertThat(ranking(desk)).as("done again, the same").isEqualTo(whole);
  }

  /** A score that a round kept is one model's word, and counts once. */
  private static void keptScores(Desk desk) {
    desk.run("score", "--set=score.rescore-share=0.25").exited(ExitCode.DONE);
    String fresh =
        Duck.query(
                "SELECT count(*) FILTER (model = 'models/0001'), count(*) FROM " + scores(desk, 2))
            .stream()
            .map(row -> "%s of %s sentences".formatted(row.get(0), row.get(1)))
            .findFirst()
            .orElseThrow();
    desk.run("select", HISTORY).exited(ExitCode.DONE).saying(fresh);
    assertThat(ranking(desk)).isEqualTo(rated(desk));
  }

  private Desk copy(Desk desk, String name) throws IOException {
    Path to = folder.resolve(name);
    Trees.copy(desk.workspace(), to);
    return new Desk(to);
  }

  private static String scores(Desk desk, int round) {
    return desk.table("rounds/%04d/scores".formatted(round), "scores");
  }

  /** With the scores themselves, which stay the acquisition function's. */
  private static List<List<String>> ranking(Desk desk) {
    return Duck.query(
        "SELECT rank, id, score FROM %s ORDER BY rank"
            .formatted(desk.table("rounds/0002/selection", "selection")));
  }

  private static List<List<String>> rated(Desk desk) {
    return first(RATED.formatted(scores(desk, 2), scores(desk, 1)), "rating");
  }

  private static List<List<String>> lowest(Desk desk) {
    return first("SELECT id, mnlp AS score FROM " + scores(desk, 2), "score");
  }

  private static List<List<String>> first(String table, String by) {
    return Duck.query(
        "SELECT row_number() OVER (ORDER BY %1$s, id), id, score FROM (%2$s) ORDER BY %1$s, id LIMIT 12"
            .formatted(by, table));
  }

  private static JsonNode manifest(Desk desk) throws IOException {
    JsonNode pointer = Json.tree(desk.pointers().get("rounds/0002/selection/_published-0001.json"));
    return Json.tree(Files.readString(desk.workspace().resolve(pointer.get("manifest").asText())));
  }
}
