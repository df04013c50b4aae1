package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow labels review}. */
class ReviewLabelsTest {

  @TempDir Path folder;

  @Test
  void allLabelsAreRankedAndTheDoubtedAreReadyToBeSentAgain() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    desk.run("labels", "review")
        .exited(ExitCode.DONE)
        .saying("of 12 labelled sentences", "fold 1 of 4", "    1. '", "   10. '");

    String review = desk.table("review", "review");
    assertThat(
            Duck.query(
                "SELECT count(*), min(rank), max(rank), count(DISTINCT id), bool_and(quality"
                    + " BETWEEN 0 AND 1), bool_and(worst_word < len(words)) FROM "
                    + review))
        .containsExactly(List.of("12", "1", "12", "12", "true", "true"));
    assertThat(
            Duck.query(
                "SELECT count(*) FROM %s r JOIN %s l USING (id, text) WHERE r.given = list_transform(l.spans, s -> {start_word: s.start_word, end_word: s.end_word, type: s.type})"
                    .formatted(review, desk.table("labels", "labels"))))
        .containsExactly(List.of("12"));
    assertThat(
            Duck.query(
                "SELECT (SELECT list(id ORDER BY rank) FROM %s WHERE doubted_words > 0) IS NOT DISTINCT FROM (SELECT list(id ORDER BY rank) FROM %s)"
                    .formatted(review, desk.table("review", "selection"))))
        .containsExactly(List.of("true"));
  }

  @Test
  void aReviewIsDoneOnceForTheSameLabelsAndSettings() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    desk.run("labels", "review").exited(ExitCode.DONE);
    var before = desk.pointers();

    desk.run("labels", "review").exited(ExitCode.DONE).saying("done before by run");
    assertThat(desk.pointers()).isEqualTo(before);

    desk.run("labels", "review", "--set=review.folds=2")
        .exited(ExitCode.DONE)
        .saying("fold 2 of 2");
    assertThat(desk.pointers())
        .hasSize(before.size() + 1)
        .containsKey("review/_published-0002.json");
  }

  @Test
  void doubtfulLabelsGoOutAgainOnceWithBothReadings() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("labels", "review", "--set=review.sentences=2", "--set=review.folds=2")
        .exited(ExitCode.DONE)
        .saying("the first 2 go to the vendor again with the next round");
    desk.run("round").exited(ExitCode.DONE).saying("2 again because their labels are doubtful");
    String selection = desk.table("rounds/0001/selection", "selection");
    assertThat(
            Duck.query(
                "SELECT rank, len(versions) > 0, len(suggestions) >= 0, id IN (SELECT id FROM %s) FROM %s WHERE reason = 'review' ORDER BY rank"
                    .formatted(desk.table("labels", "labels"), selection)))
        .containsExactly(
            List.of("1", "true", "true", "true"), List.of("2", "true", "true", "true"));
    assertThat(Duck.query("SELECT count(*), count(DISTINCT id) FROM " + selection))
        .containsExactly(List.of("12", "12"));

    desk.run("vendor", "simulate", "--annotators=2").exited(ExitCode.DONE);
    desk.run("round").exited(ExitCode.DONE);
    assertThat(
            Duck.query(
                "SELECT DISTINCT len(annotators) FROM %s WHERE id IN (SELECT id FROM %s WHERE reason = 'review')"
                    .formatted(desk.table("labels", "labels"), selection)))
        .containsExactly(List.of("2"));
    assertThat(
            Duck.query(
                "SELECT count(*) FROM %s WHERE reason = 'review'"
                    .formatted(desk.table("rounds/0002/selection", "selection"))))
        .as("those that went out again before")
        .containsExactly(List.of("0"));
  }

  @Test
  void withoutLabelsThereIsNothingToReview() {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    desk.run("labels", "review").exited(ExitCode.USAGE).saying("has no labels yet", "winnow merge");
  }
}
