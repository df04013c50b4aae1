package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.winnow.api.ExitCode;
import io.winnow.contract.VendorKey;
import io.winnow.testing.Duck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a vendor can get wrong: each is told, none harms the workspace, and a good file helps. */
class BadReturnTest {

  private static final String SPAN = "[{start_word: %d, end_word: %d, type: '%s'}]";

  @TempDir Path folder;

  private Desk desk;
  private DuckVendor vendor;

  @BeforeEach
  void send() {
    desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    vendor = DuckVendor.ofSample(desk, folder);
  }

  static Stream<Arguments> badRows() {
    return Stream.of(
        arguments("UNKNOWN_RECORD", "record_id", "'4711'", "(record 4711) was never sent"),
        arguments(
            "WRONG_BATCH", "batch_id", "'r0000-b0003'", "went out in batch r0000-b0001, not in"),
        arguments(
            "SPAN_OUT_OF_RANGE", "spans", SPAN.formatted(0, 999, "PER"), "[0,999) beyond its"),
        arguments(
            "SPAN_OVERLAP",
            "spans",
            "[{start_word: 0, end_word: 1, type: 'PER'}, {start_word: 0, end_word: 1, type:"
                + " 'LOC'}]",
            "[0,1) LOC and [0,1) PER, which overlap"),
        arguments("SPAN_EMPTY", "spans", SPAN.formatted(2, 1, "PER"), "[2,1), which holds no word"),
        arguments("UNKNOWN_TYPE", "spans", SPAN.formatted(0, 1, "CITY"), "type 'CITY', which is"),
        arguments("UNKNOWN_STATUS", "status", "'finished'", "status 'finished', which is none of"),
        arguments("MISSING_VALUE", "annotator_id", "NULL", "has no annotator_id"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRows")
  void aBadRowIsRejectedWithItsReasonAndTheOthersAreMerged(
      String reason, String column, String value, String message) {
    vendor.deliver(0, "a.parquet", answersWith(column, value, "n = 1"));
    desk.run("merge")
        .exited(ExitCode.DONE)
        .saying(
            "11 annotations accepted, 1 rejected", "Rejected: " + reason + " 1", message, "row 0");

    assertThat(Duck.query("SELECT file, \"row\", reason FROM " + rejected()))
        .isEqualTo(List.of(List.of("0000/inbox/a.parquet", "0", reason)));
    assertThat(desk.published("labels", "rejected/0000").resolve("_summary.csv"))
        .content()
        .startsWith(
            "file,reason,rows,first_row,meaning\n\"0000/inbox/a.parquet\"," + reason + ",1,0,");
    assertThat(labels()).isEqualTo(11);
    assertThat(desk.due()).isEqualTo("0 WAIT");
    vendor.answer(0, "b.parquet", "ann");
    desk.run("merge").exited(ExitCode.DONE);
    assertThat(labels()).isEqualTo(12);
    assertThat(desk.due()).isEqualTo("0 TRAIN");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRows")
  void ifMostRowsAreBadNothingIsMerged(String reason, String column, String value, String message)
      throws IOException {
    var before = desk.pointers();
    // Rows of the third batch would name their own batch rightly.
    Path bad =
        vendor.deliver(0, "a.parquet", answersWith(column, value, "batch_id <> 'r0000-b0003'"));
    desk.run("merge")
        .exited(ExitCode.CONTRACT_BREACH)
        .saying(
            "10 of 12 returned rows are rejected, a share of 0.833",
            "merge.max-reject-share is 0.500",
            reason + " 10",
            "Take the files that are wrong out of the inbox");

    assertUnharmed(before);
    Files.delete(bad);
    vendor.answer(0, "a.parquet", "ann");
    desk.run("merge").exited(ExitCode.DONE);
    assertThat(labels()).isEqualTo(12);
  }

  @Test
  void aReturnThatIsSignedByAnotherIsNotMerged() throws IOException {
    var before = desk.pointers();
    Path file = vendor.answer(0, "a.parquet", "ann");
    String manifest =
        "{\"contract\": \"1.0\", \"files\": [{\"name\": \"a.parquet\", \"sha256\": \"%s\", \"rows\": 12}]}"
            .formatted(sha256(file));
    Files.writeString(desk.inbox(0).resolve("manifest.json"), manifest);
    Path signature = desk.inbox(0).resolve("manifest.sig");
    byte[] signed = manifest.getBytes(StandardCharsets.UTF_8);
    Files.writeString(signature, VendorKey.of("another").sign(signed));
    merge("ours").exited(ExitCode.CONTRACT_BREACH).saying("manifest.json", "signature");
    assertUnharmed(before);

    Files.writeString(signature, VendorKey.of("ours").sign(signed));
    merge("ours").exited(ExitCode.DONE).saying("12 annotations accepted, 0 rejected");
  }

  private Said merge(String key) {
    return CommandLines.winnow(Optional.of(VendorKey.of(key)), task -> {}, desk.with("merge"));
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Spoils a good return. */
  private interface Spoiler {
    void spoil(Path file) throws IOException;
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        badFile(
            "missing column", BadReturnTest::dropAnnotators, "column 'annotator_id' is missing"),
        badFile(
            "not Parquet at all",
            file -> Files.writeString(file, "record_id,batch_id\n4711,1\n"),
            "no Parquet file"),
        badFile("empty", file -> Files.write(file, new byte[0]), "it is empty (0 bytes)"),
        badFile("cut in half", BadReturnTest::cutInHalf, "no Parquet file, or not a whole one"),
        badFile("bytes turned", BadReturnTest::turnBytes, "damaged at row"));
  }

  private static Arguments badFile(String name, Spoiler spoiler, String message) {
    return arguments(name, spoiler, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFiles")
  void aBadFileIsRefusedAsAWholeAndTheOthersAreMerged(String name, Spoiler spoiler, String message)
      throws IOException {
    var before = desk.pointers();
    Path bad = vendor.answer(0, "a.parquet", "ann");
    spoiler.spoil(bad);
    vendor.answer(0, "good.parquet", "other");
    desk.run("merge")
        .exited(ExitCode.CONTRACT_BREACH)
        .saying(
            "0000/inbox/a.parquet", message, "nothing of it was merged", "other files are merged");

    assertThat(labels()).isEqualTo(12);
    assertThat(desk.pointers()).hasSize(before.size() + 1);
    // It was told once, and may go or come again.
    desk.run("merge").exited(ExitCode.DONE).saying("nothing to do");
    Files.delete(bad);
    desk.run("merge").exited(ExitCode.DONE);
    assertThat(labels()).isEqualTo(12);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFiles")
  void aBadFileAloneLeavesTheWorkspaceAsItIs(String name, Spoiler spoiler, String message)
      throws IOException {
    var before = desk.pointers();
    Path bad = vendor.answer(0, "a.parquet", "ann");
    spoiler.spoil(bad);
    for (String command : List.of("merge", "round")) {
      desk.run(command)
          .exited(ExitCode.CONTRACT_BREACH)
          .saying("0000/inbox/a.parquet", message, "Nothing was merged");
    }

    assertUnharmed(before);
    Files.delete(bad);
    vendor.answer(0, "good.parquet", "other");
    desk.run("merge").exited(ExitCode.DONE);
    assertThat(labels()).isEqualTo(12);
  }

  @Test
  void offsetsThatCountSomethingElseAreRefusedAsAWhole() {
    Path bad =
        vendor.deliver(
            0,
            "a.parquet",
            "SELECT record_id, batch_id, 'ann' AS annotator_id, list_transform(words, w -> {start:"
                + " strlen(text[:w.start]), \"end\": strlen(text[:w.\"end\"]), type: 'PER'}) AS"
                + " spans FROM"
                + " read_parquet('%s/batch-*.parquet')"
                    .formatted(desk.published("rounds/0000/outbox", "batches")));
    desk.run("merge")
        .exited(ExitCode.CONTRACT_BREACH)
        .saying(
            "0000/inbox/a.parquet: its offsets count bytes, not code-points",
            "nothing of it was merged",
            "--offsets bytes");
    assertThat(bad).exists();
  }

  @Test
  void aMapOfTypesIsARuleOfTheMerge() {
    vendor.deliver(
        0,
        "a.parquet",
        "SELECT * REPLACE (list_transform(spans, s -> {start_word: s.start_word, end_word:"
            + " s.end_word, type: 'my-' || s.type}) AS spans), 7 AS score FROM (%s)"
                .formatted(vendor.answers(0, "ann")));
    desk.run("merge").exited(ExitCode.CONTRACT_BREACH).saying("UNKNOWN_TYPE", "labels.map");
    String all =
        "--set=labels.map={my-PER = PER, my-LOC = LOC, my-ORG = ORG, my-PRODUCT = PRODUCT}";
    desk.run("merge", all)
        .exited(ExitCode.DONE)
        .saying("12 annotations accepted, 0 rejected", "Not used: columns score of 0000/inbox/");
    desk.run("merge", all).exited(ExitCode.DONE).saying("nothing to do");
    desk.run(
            "merge",
            "--set=labels.map={my-PER = PER, my-LOC = null, my-ORG = null, my-PRODUCT = null}")
        .exited(ExitCode.DONE)
        .saying("12 annotations accepted, 0 rejected", "Left out: ", "my-LOC ");
    assertThat(
            Duck.query(
                "SELECT DISTINCT s.type FROM (SELECT unnest(spans) AS s FROM %s)"
                    .formatted(desk.table("labels", "labels"))))
        .isEqualTo(List.of(List.of("PER")));
  }

  @Test
  void answersThatAreAllSkippedLeaveNothingToTrainOn() {
    vendor.deliver(
        0,
        "a.parquet",
        "SELECT * EXCLUDE spans REPLACE ('skipped' AS status), NULL AS spans FROM (%s)"
            .formatted(vendor.answers(0, "ann")));
    desk.run("merge")
        .exited(ExitCode.DONE)
        .saying("12 annotations accepted", "0 sentences, 0 words");
    desk.run("round").exited(ExitCode.USAGE).saying("has no labels outside the hold-out set");
    assertThat(desk.due()).isEqualTo("0 TRAIN");
  }

  private static void dropAnnotators(Path file) throws IOException {
    Path whole = Files.move(file, file.resolveSibling("_whole"));
    Duck.copy("SELECT * EXCLUDE annotator_id FROM read_parquet('%s')".formatted(whole), file);
    Files.delete(whole);
  }

  private static void cutInHalf(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  /** The footer stays as it is. */
  private static void turnBytes(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 4; i < 200; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(file, bytes);
  }

  /** Right answers but for one column of the rows that the condition names. */
  private String answersWith(String column, String value, String condition) {
    return """
    SELECT * EXCLUDE n REPLACE (CASE WHEN %s THEN %s ELSE %s END AS %s)
    FROM (SELECT *, row_number() OVER () AS n FROM (%s))
    """
        .formatted(condition, value, column, column, vendor.answers(0, "ann"));
  }

  private void assertUnharmed(Object before) {
    assertThat(desk.pointers()).isEqualTo(before);
    assertThat(desk.due()).isEqualTo("0 MERGE");
  }

  private String rejected() {
    return desk.table("labels", "rejected/0000");
  }

  private int labels() {
    return desk.status().get("labels").get("labels").asInt();
  }
}
