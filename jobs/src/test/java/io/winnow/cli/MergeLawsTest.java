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

/** Labels depend on what was delivered, not on when, how often or in how many merges. */
class MergeLawsTest {

  @TempDir Path folder;

  private Path gold;

  @BeforeEach
  void writeGold() {
    gold = Sample.of(Stages.SENTENCES).jsonLines(folder.resolve("gold.jsonl"));
  }

  @Test
  void aSecondDeliveryOfTheSameBytesChangesNoLabel() throws IOException {
    Desk desk = sent("workspace");
    Path first = vendor(desk).answer(0, "a.parquet", "ann");
    desk.run("merge").exited(ExitCode.DONE).saying("12 annotations accepted");
    List<List<String>> labels = labels(desk);
    var before = desk.pointers();
    desk.run("merge").exited(ExitCode.DONE).saying("no new file", "nothing to do");
    assertThat(desk.pointers()).isEqualTo(before);

    Files.copy(first, first.resolveSibling("again.parquet"));
    desk.run("merge").exited(ExitCode.DONE).saying("0 rejected, 12 repeated");
    assertThat(labels(desk)).isEqualTo(labels);
  }

  @Test
  void theOrderAndNumberOfMergesChangeNoLabel() {
    Desk together = sent("together");
    deliverFirst(together);
    deliverSecond(together);
    together.run("merge").exited(ExitCode.DONE).saying("24 annotations accepted");

    Desk inOrder = sent("in-order");
    deliverFirst(inOrder);
    inOrder.run("merge").exited(ExitCode.DONE).saying("12 annotations accepted");
    deliverSecond(inOrder);
    inOrder.run("merge").exited(ExitCode.DONE).saying("24 annotations accepted");

    Desk otherWay = sent("other-way");
    deliverSecond(otherWay);
    otherWay.run("merge").exited(ExitCode.DONE).saying("12 annotations accepted");
    deliverFirst(otherWay);
    otherWay.run("merge").exited(ExitCode.DONE).saying("24 annotations accepted");

    assertThat(labels(together)).hasSize(12);
    assertThat(labels(inOrder)).isEqualTo(labels(together));
    assertThat(labels(otherWay)).isEqualTo(labels(together));
  }

  @Test
  void aCorrectionUnderALaterNameReplacesTheAnswer() {
    Desk desk = sent("workspace");
    deliverSecond(desk);
    desk.run("merge").exited(ExitCode.DONE);
    assertThat(spans(desk)).containsOnly("[]");

    String right = vendor(desk).answers(0, "second");
    vendor(desk).deliver(0, "z-correction.parquet", "(%s) LIMIT 5".formatted(right));
    desk.run("merge")
        .exited(ExitCode.DONE)
        .saying("0 rejected, 2 repeated, 3 replaced by a later annotation");
    Desk onlyRight = sent("right");
    vendor(onlyRight).deliver(0, "right.parquet", vendor(onlyRight).answers(0, "second"));
    onlyRight.run("merge").exited(ExitCode.DONE);
    List<String> corrected = spans(desk);
    assertThat(corrected.subList(0, 5)).isEqualTo(spans(onlyRight).subList(0, 5));
    assertThat(corrected.subList(5, 12)).containsOnly("[]");
  }

  @Test
  void correctionsAreNoBadRowsHoweverManyThereAre() {
    Desk desk = sent("workspace");
    deliverSecond(desk);
    DuckVendor vendor = vendor(desk);
    String right = vendor.answers(0, "second");
    String unsure = "SELECT * REPLACE ('unsure' AS status) FROM (%s)".formatted(right);
    vendor.deliver(0, "t-correction.parquet", unsure);
    vendor.deliver(0, "u-correction.parquet", right);
    desk.run("merge", "--set=merge.max-reject-share=0")
        .exited(ExitCode.DONE)
        .saying("12 annotations accepted, 0 rejected", "24 replaced by a later annotation");
  }

  @Test
  void aLateReturnKeepsTheLineageOfTheRoundThatItWasSentIn() throws IOException {
    Desk desk = Stages.SENT_AGAIN.copyTo(folder.resolve("workspace"));
    DuckVendor vendor = vendor(desk);
    Files.createDirectories(desk.inbox(1));
    Duck.copy(vendor.answers(0, "late"), desk.inbox(1).resolve("late.parquet"));
    desk.run("merge").exited(ExitCode.DONE).saying("24 annotations accepted, 0 rejected");

    assertThat(
            Duck.query(
                "SELECT DISTINCT round, batch_id[:5], annotators FROM "
                    + desk.table("labels", "labels")))
        .isEqualTo(List.of(List.of("0", "r0000", "[annotator-01, late]")));
    assertThat(desk.due()).isEqualTo("1 WAIT");
    vendor.answer(1, "on-time.parquet", "ann");
    desk.run("merge").exited(ExitCode.DONE);
    assertThat(
            Duck.query(
                "SELECT round, count(*) FROM %s GROUP BY ALL ORDER BY ALL"
                    .formatted(desk.table("labels", "labels"))))
        .isEqualTo(List.of(List.of("0", "12"), List.of("1", "12")));
  }

  @Test
  void aMergedFileThatIsGoneOrChangedStopsEveryMerge() throws IOException {
    Desk desk = sent("workspace");
    Path merged = vendor(desk).answer(0, "a.parquet", "ann");
    desk.run("merge").exited(ExitCode.DONE);
    List<List<String>> labels = labels(desk);
    var before = desk.pointers();

    Path aside = Files.move(merged, folder.resolve("aside.parquet"));
    String[] lost = {"rounds/0000/inbox/a.parquet", "is gone", "Put it back"};
    desk.run("merge").exited(ExitCode.CONTRACT_BREACH).saying(lost);
    desk.run("round").exited(ExitCode.CONTRACT_BREACH).saying(lost);
    deliverSecond(desk);
    desk.run("merge").exited(ExitCode.CONTRACT_BREACH).saying(lost);

    vendor(desk).answer(0, "a.parquet", "somebody else");
    desk.run("merge")
        .exited(ExitCode.CONTRACT_BREACH)
        .saying(
            "rounds/0000/inbox/a.parquet",
            "has changed (",
            "as a new file",
            "--accept 0000/inbox/a.parquet");
    assertThat(desk.pointers()).isEqualTo(before);
    assertThat(labels(desk)).isEqualTo(labels);

    Files.copy(aside, merged, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    desk.run("merge").exited(ExitCode.DONE).saying("24 annotations accepted");
  }

  private Desk sent(String name) {
    return Stages.SENT.copyTo(folder.resolve(name));
  }

  private DuckVendor vendor(Desk desk) {
    return new DuckVendor(desk, gold);
  }

  private void deliverFirst(Desk desk) {
    vendor(desk).answer(0, "first.parquet", "first");
  }

  /** Another annotator, who finds nothing. */
  private void deliverSecond(Desk desk) {
    DuckVendor vendor = vendor(desk);
    vendor.deliver(
        0,
        "second.parquet",
        "SELECT * REPLACE (spans[:0] AS spans) FROM (%s)".formatted(vendor.answers(0, "second")));
  }

  private static List<List<String>> labels(Desk desk) {
    return Duck.query("SELECT * FROM %s ORDER BY id".formatted(desk.table("labels", "labels")));
  }

  /** The labels' spans without their confidence, in the order in which the sentences were sent. */
  private static List<String> spans(Desk desk) {
    return Duck.query(
            """
            SELECT list_transform(l.spans, s -> (s.start_word, s.end_word, s.type))
            FROM %s l JOIN %s USING (id) ORDER BY rank
            """
                .formatted(
                    desk.table("labels", "labels"),
                    desk.table("rounds/0000/selection", "selection")))
        .stream()
        .map(row -> row.get(0))
        .toList();
  }
}
