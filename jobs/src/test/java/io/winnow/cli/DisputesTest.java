package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to sentences that annotators differ on, or that never come back. */
class DisputesTest {

  private static final String STRICT = "--set=merge.min-confidence=0.6";

  @TempDir Path folder;

  private Path gold;

  @BeforeEach
  void writeGold() {
    gold = Sample.of(Stages.SENTENCES).jsonLines(folder.resolve("gold.jsonl"));
  }

  @Test
  void whatAnnotatorsDifferOnIsNoLabelButADispute() {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    deliverTwo(desk);
    desk.run("merge", STRICT).exited(ExitCode.DONE).saying("disputed: ");
    long disputes = count(desk, "disputes");
    assertThat(disputes).isPositive();
    assertThat(count(desk, "labels") + disputes).isEqualTo(12);
    assertThat(
            Duck.query(
                "SELECT DISTINCT state, times_sent, len(versions), confidence FROM "
                    + desk.table("labels", "disputes")))
        .isEqualTo(List.of(List.of("again", "1", "2", "0.5")));
    assertThat(count(desk, "comparison")).isEqualTo(disputes);
    desk.run("labels", "disputes")
        .exited(ExitCode.DONE)
        .saying(disputes + " sentences are disputed", "goes to the vendor again", "second: ");

    desk.run("merge", STRICT, "--set=merge.send-again=0").exited(ExitCode.DONE);
    desk.run("labels", "disputes", "--show=1")
        .exited(ExitCode.DONE)
        .saying(disputes + " of them for a person to decide", "a person must decide");
  }

  @Test
  void aPersonsWordIsTheLabelWhateverAnnotatorsSay() {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    deliverTwo(desk);
    desk.run("merge", STRICT).exited(ExitCode.DONE);
    String id =
        Duck.query("SELECT id FROM %s LIMIT 1".formatted(desk.table("labels", "disputes")))
            .get(0)
            .get(0);
    desk.run("labels", "settle", "--sentence=" + id, "--by=eva", "--span=0-99:PER", STRICT)
        .exited(ExitCode.USAGE)
        .saying("Cannot settle sentence " + id, "beyond the sentence's");
    desk.run("labels", "settle", "--sentence=nobody", "--by=eva", STRICT)
        .exited(ExitCode.USAGE)
        .saying("it was never sent");
    desk.run("labels", "settle", "--sentence=" + id, "--by=eva", "--span=0-1:PER", STRICT)
        .exited(ExitCode.DONE)
        .saying("is settled by eva");
    assertThat(
            Duck.query(
                "SELECT list_transform(spans, s -> (s.start_word, s.end_word, s.type)), confidence, adjudicator, annotators, posteriors FROM %s WHERE id = '%s'"
                    .formatted(desk.table("labels", "labels"), id)))
        .hasToString("[[[(0, 1, PER)], 1.0, person, [eva], null]]");
    assertThat(
            Duck.query(
                "SELECT * FROM %s WHERE id = '%s'".formatted(desk.table("labels", "disputes"), id)))
        .isEmpty();
  }

  @Test
  void anExcludedAnnotatorIsOutOfEveryLabelAndComesBack() {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    deliverTwo(desk);
    desk.run("merge", "--set=merge.adjudicator=bsc").exited(ExitCode.DONE);
    List<List<String>> both = labels(desk);
    desk.run("labels", "exclude", "--annotator=second", "--set=merge.adjudicator=bsc")
        .exited(ExitCode.DONE)
        .saying("annotator second is excluded");
    assertThat(Duck.query("SELECT DISTINCT annotators FROM " + desk.table("labels", "labels")))
        .isEqualTo(List.of(List.of("[first]")));
    desk.run("labels", "diff", "1", "2").exited(ExitCode.DONE).saying("changed", "    - ");
    desk.run("labels", "include", "--annotator=second", "--set=merge.adjudicator=bsc")
        .exited(ExitCode.DONE);
    assertThat(labels(desk)).isEqualTo(both);
    desk.run("labels", "diff", "1", "3")
        .exited(ExitCode.DONE)
        .saying("0 added, 0 removed, 0 changed");
    desk.run("labels", "diff", "1", "9")
        .exited(ExitCode.USAGE)
        .saying("There is no merge 9", "must be from 1 to 3");
  }

  @Test
  void whoNeverAnsweredIsNeitherExcludedNorIncluded() {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    desk.run("labels", "exclude", "--annotator=first")
        .exited(ExitCode.USAGE)
        .saying("has no labels yet", "winnow merge");
    deliverTwo(desk);
    desk.run("merge", "--set=merge.adjudicator=auto")
        .exited(ExitCode.DONE)
        .saying("Settled by majority-tokens: 2 annotators, 2.0 answers a sentence");
    assertThat(Duck.query("SELECT DISTINCT adjudicator FROM " + desk.table("labels", "labels")))
        .isEqualTo(List.of(List.of("majority-tokens")));
    desk.run("labels", "exclude", "--annotator=second").exited(ExitCode.DONE);
    var before = desk.pointers();
    for (String decision : List.of("exclude", "include")) {
      desk.run("labels", decision, "--annotator=third")
          .exited(ExitCode.USAGE)
          .saying(
              "Annotator third has no annotations in this workspace; annotators are first, second");
    }
    assertThat(desk.pointers()).isEqualTo(before);
    desk.run("labels", "include", "--annotator=second").exited(ExitCode.DONE);
  }

  @Test
  void disputesGoOutAgainWithTheVersionsThatThereAre() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    DuckVendor vendor = new DuckVendor(desk, gold);
    vendor.deliver(0, "z-nothing.parquet", nothing(vendor.answers(0, "second")));
    desk.run("merge", STRICT).exited(ExitCode.DONE);
    long disputes = count(desk, "disputes");
    desk.run("round", STRICT).exited(ExitCode.DONE).saying(disputes + " again");
    assertThat(
            Duck.query(
                "SELECT count(*), min(len(versions)) FROM %s WHERE len(versions) > 0"
                    .formatted(vendor.batches(1))))
        .isEqualTo(List.of(List.of(Long.toString(disputes), "2")));

    vendor.answer(1, "third.parquet", "third");
    desk.run("merge", STRICT, "--set=merge.send-again=1").exited(ExitCode.DONE);
    assertThat(count(desk, "disputes")).isZero();
  }

  @Test
  void whatIsMissingAfterTheDeadlineIsListedAndGoesBackToThePool() {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    DuckVendor vendor = new DuckVendor(desk, gold);
    vendor.deliver(0, "some.parquet", vendor.answers(0, "ann") + " LIMIT 7");
    desk.run("merge").exited(ExitCode.DONE);
    String missing = "SELECT overdue, count(*) FROM %s GROUP BY ALL";
    assertThat(Duck.query(missing.formatted(desk.table("labels", "missing"))))
        .isEqualTo(List.of(List.of("false", "5")));
    desk.run("round")
        .exited(ExitCode.NOTHING_TO_DO)
        .saying("7 of 12 sentences have all their annotations");

    desk.run("merge", "--set=vendor.deadline=1ms").exited(ExitCode.DONE);
    assertThat(Duck.query(missing.formatted(desk.table("labels", "missing"))))
        .isEqualTo(List.of(List.of("true", "5")));

    String late = "--set=vendor.deadline=1ms";
    String all = "--set=select.budget-sentences=200";
    String some = "--set=merge.min-returned-share=0.5";
    String quick = "--set=train.max-steps=2";
    desk.run("round", late, all, some, quick).exited(ExitCode.DONE);
    assertThat(
            Duck.query(
                "SELECT count(*) FROM %s WHERE id IN (SELECT id FROM %s)"
                    .formatted(
                        desk.table("rounds/0001/selection", "selection"),
                        desk.table("rounds/0000/selection", "selection"))))
        .as("sent once more, though they are what was sent before")
        .isEqualTo(List.of(List.of("5")));
  }

  private void deliverTwo(Desk desk) {
    DuckVendor vendor = new DuckVendor(desk, gold);
    vendor.answer(0, "first.parquet", "first");
    vendor.deliver(0, "second.parquet", nothing(vendor.answers(0, "second")));
  }

  /** The same sentences, in which nothing is found. */
  private static String nothing(String answers) {
    return "SELECT * REPLACE (spans[:0] AS spans) FROM (%s)".formatted(answers);
  }

  private static long count(Desk desk, String output) {
    return Long.parseLong(
        Duck.query("SELECT count(*) FROM " + desk.table("labels", output)).get(0).get(0));
  }

  private static List<List<String>> labels(Desk desk) {
    return Duck.query("SELECT * FROM %s ORDER BY id".formatted(desk.table("labels", "labels")));
  }
}
