package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies on a workspace; what each element does is tested beside it. */
class StrategyTest {

  private static final String EMBEDDED = "--set=score.embeddings=mean";
  private static final String ALL =
      "--set=select.strategy=mnlp + dedupe + density + diverse(2) + explore(0.25)";

  @TempDir Path folder;

  @Test
  void everyElementFindsWhatItNeedsAndTheManifestSaysWhatRan() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("score", EMBEDDED).exited(ExitCode.DONE);
    desk.run("select", EMBEDDED, ALL)
        .exited(ExitCode.DONE)
        .saying(
            "9 by score, 3 at random",
            "strategy: mnlp + dedupe(similarity=0.8) + density(beta=1, c=3) + diverse(c=2) +"
                + " explore(share=0.25, decay=1)");

    String selection = desk.table("rounds/0001/selection", "selection");
    assertThat(
            Duck.query(
                "SELECT reason, count(*), count(score), min(rank), max(rank) FROM %s GROUP BY ALL ORDER BY 1"
                    .formatted(selection)))
        .containsExactly(
            List.of("random", "3", "0", "10", "12"), List.of("uncertain", "9", "9", "1", "9"));
    assertThat(Duck.query("SELECT count(DISTINCT lower(text)) FROM " + selection))
        .isEqualTo(List.of(List.of("12")));
    assertThat(desk.pointers().get("rounds/0001/selection/_published-0001.json"))
        .contains("\"random\" : 3");
  }

  @Test
  void embeddingsThatWereNotScoredAreAskedFor() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("score").exited(ExitCode.DONE);
    desk.run("select", EMBEDDED, ALL)
        .exited(ExitCode.USAGE)
        .saying("hold no embeddings", "set score.embeddings = mean before the next round");
  }

  @Test
  void aStrategyThatLetsNothingPassEndsTheRoundsUntilAnotherIsGiven() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    String strict = "--set=select.strategy=mnlp + lengths(min=1000)";
    desk.run("round", strict)
        .exited(ExitCode.DONE)
        .saying(
            "Select: nothing; strategy and budget select none of the 84 sentences in the pool",
            "All rounds are done",
            "winnow select");
    assertThat(desk.due()).isEqualTo("1 NOTHING_CHOSEN");
    desk.run("round").exited(ExitCode.DONE).saying("select none of the 84 sentences in the pool");

    desk.run("select").exited(ExitCode.DONE).saying("12 by score");
    assertThat(desk.due()).isEqualTo("1 WAIT");
    desk.run("select").exited(ExitCode.DONE).saying("done before");
  }

  @Test
  void aChoiceAtRandomNeedsNoScores() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("select", "--set=select.strategy=random + dedupe")
        .exited(ExitCode.DONE)
        .saying("0 by score, 12 at random");
  }
}
