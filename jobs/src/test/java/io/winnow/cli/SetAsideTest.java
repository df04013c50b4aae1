package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sentence of the pool has a word without text, which no tokenizer can spell. */
class SetAsideTest {

  private static final String SCORES = "rounds/0001/scores";

  @TempDir Path folder;

  private Desk desk;
  private String broken;

  @BeforeEach
  void breakOne() throws IOException {
    desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    Path corpus = desk.published("corpus", "sentences");
    Path aside = Files.move(corpus, corpus.resolveSibling("aside"));
    Files.createDirectories(corpus);
    String sentences = "read_parquet('%s/*.parquet')".formatted(aside);
    String sent = "SELECT id FROM " + desk.table("rounds/0000/selection", "selection");
    broken =
        Duck.query("SELECT min(id) FROM %s WHERE id NOT IN (%s)".formatted(sentences, sent))
            .get(0)
            .get(0);
    Duck.copy(
        "SELECT * REPLACE (CASE WHEN id = '%s' THEN [{'text': NULL::VARCHAR, 'start': 0, 'end': 1}] ELSE words END AS words) FROM %s"
            .formatted(broken, sentences),
        corpus.resolve("part-0.parquet"));
  }

  @Test
  void itGetsAReasonAndNoScoreAndIsNotSelected() {
    desk.run("score", "--set=score.max-set-aside-share=0.05")
        .exited(ExitCode.DONE)
        .saying("84 sentences", "without a prediction and a score: 1", "set_aside");

    assertThat(
            Duck.query(
                "SELECT id, set_aside.reason, mnlp FROM %s WHERE set_aside IS NOT NULL"
                    .formatted(desk.table(SCORES, "scores"))))
        .isEqualTo(List.of(java.util.Arrays.asList(broken, "unreadable", null)));
    desk.run("select").exited(ExitCode.DONE);
    assertThat(
            Duck.query(
                "SELECT count(*) FROM %s WHERE id = '%s'"
                    .formatted(desk.table("rounds/0001/selection", "selection"), broken)))
        .isEqualTo(List.of(List.of("0")));
  }

  @Test
  void tooManyOfThemAreNoScores() {
    desk.run("score")
        .exited(ExitCode.FAILURE)
        .saying("No prediction for 1 of 84 sentences", "score.max-set-aside-share 0.01", broken);

    assertThat(desk.due()).isEqualTo("1 SCORE");
  }
}
