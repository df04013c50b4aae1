package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round that scores only what can matter: what was least certain before, and a random sample. */
class RescoreTest {

  @TempDir Path folder;

  @Test
  void theLeastCertainAndASampleAreScoredAndTheRestKeepsItsScores() {
    Desk desk = Stages.SENT_AGAIN.copyTo(folder.resolve("workspace"));
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("round", "--set=round.last=1").exited(ExitCode.DONE);

    Said said =
        desk.run("score", "--set=score.rescore-share=0.25", "--set=score.audit-share=0.3")
            .exited(ExitCode.DONE)
            .saying("keep the scores of an earlier model", "audit: ");

    String now = desk.table("rounds/0002/scores", "scores");
    String before = desk.table("rounds/0001/scores", "scores");
    long pool = number("SELECT count(DISTINCT id) FROM " + now);
    assertThat(pool).isEqualTo(number("SELECT count(*) FROM " + now)).isBetween(60L, 83L);
    String fresh = "SELECT id FROM %s WHERE model = 'models/0001'".formatted(now);
    long due = number("SELECT count(*) FROM (%s)".formatted(fresh));
    long uncertain = (pool + 3) / 4;
    assertThat(due - uncertain).as("the sample").isBetween(pool / 12, pool / 2);
    assertThat(said.out())
        .contains("audit: %d of the %d".formatted(due - uncertain, pool - uncertain));
    assertThat(
            number(
                "SELECT count(*) FROM (SELECT id FROM %s WHERE id IN (SELECT id FROM %s) ORDER BY mnlp LIMIT %d) WHERE id NOT IN (%s)"
                    .formatted(before, now, uncertain, fresh)))
        .as("least certain before, but not scored")
        .isZero();
    assertThat(
            number(
                "SELECT count(*) FROM %s n JOIN %s b USING (id) WHERE n.model = 'models/0000' AND n.mnlp = b.mnlp"
                    .formatted(now, before)))
        .isEqualTo(pool - due);
    desk.run("select").exited(ExitCode.DONE);
  }

  @Test
  void theFirstScoringIsOfAll() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));

    desk.run("score", "--set=score.rescore-share=0.25")
        .exited(ExitCode.DONE)
        .saying("Score: 84 sentences");
  }

  private static long number(String query) {
    List<List<String>> rows = Duck.query(query);
    return Long.parseLong(rows.get(0).get(0));
  }
}
