package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a merge makes of answers to known sentences and repeats. */
class MergedChecksTest {

  private static final String[] CHECKS = {
    "round", "--set=vendor.known-share=0.25", "--set=vendor.repeat-share=0.15"
  };

  @TempDir Path folder;

  private Desk desk;
  private DuckVendor vendor;

  @BeforeEach
  void bringToRoundOne() {
    Path gold = Sample.of(Stages.SENTENCES).jsonLines(folder.resolve("gold.jsonl"));
    desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    vendor = new DuckVendor(desk, gold);
  }

  @Test
  void checksTellGoodAnnotatorsFromBadAndBecomeNoLabels() {
    List<List<String>> before = labels(0);
    desk.run(CHECKS)
        .exited(ExitCode.DONE)
        .saying("5 of them control items: 3 with a known answer, 2 repeats");
    // Who answered round 0, too: a sentence of any round may be repeated.
    vendor.answer(1, "careful.parquet", "annotator-01");
    vendor.deliver(1, "careless.parquet", nothing(vendor.answers(1, "careless")));
    desk.run("merge")
        .exited(ExitCode.DONE)
        .saying("label store: 24 sentences", "annotator-01", "careless");

    String annotators = desk.table("labels", "annotators");
    assertThat(
            Duck.query(
                "SELECT annotator, known_sentences, known_exact, known_f1 FROM %s ORDER BY annotator"
                    .formatted(annotators)))
        .containsExactly(
            List.of("annotator-01", "3", "1.0", "1.0"), List.of("careless", "3", "0.0", "0.0"));
    assertThat(
            Duck.query(
                "SELECT repeats, repeats_same FROM %s WHERE annotator = 'annotator-01'"
                    .formatted(annotators)))
        .containsExactly(List.of("2", "1.0"));
    assertThat(labels(0)).as("labels of round 0, of which some were checks").isEqualTo(before);
    assertThat(
            Duck.query(
                "SELECT count(*), count(DISTINCT id), min(len(annotators)), max(len(annotators)) FROM %s WHERE round = 1"
                    .formatted(desk.table("labels", "labels"))))
        .containsExactly(List.of("12", "12", "2", "2"));
  }

  @Test
  void whoAnswersADisputeAgainUnderAnotherNameHasChangedTheirMind() {
    String strict = "--set=merge.min-confidence=0.6";
    vendor.deliver(0, "z-nothing.parquet", nothing(vendor.answers(0, "careless")));
    desk.run("merge", strict).exited(ExitCode.DONE).saying("disputed: ");
    desk.run(CHECKS[0], CHECKS[1], CHECKS[2], strict).exited(ExitCode.DONE).saying(" again");

    vendor.answer(1, "careless.parquet", "careless");
    desk.run("merge", strict).exited(ExitCode.DONE);
    assertThat(Duck.query("SELECT * FROM " + desk.table("labels", "disputes"))).isEmpty();
    assertThat(
            Duck.query(
                "SELECT DISTINCT len(annotators), confidence FROM %s WHERE round = 1 AND 'annotator-01' IN annotators"
                    .formatted(desk.table("labels", "labels"))))
        .containsExactly(List.of("2", "1.0"));
  }

  private List<List<String>> labels(int round) {
    return Duck.query(
        "SELECT id, spans, annotators FROM %s WHERE round = %d ORDER BY id"
            .formatted(desk.table("labels", "labels"), round));
  }

  private static String nothing(String answers) {
    return "SELECT * REPLACE (spans[:0] AS spans) FROM (%s)".formatted(answers);
  }
}
