package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.winnow.api.ExitCode;
import io.winnow.contract.VendorKey;
import io.winnow.testing.Duck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  /** What is wrong with a row: a value that is put in place of a right one. */
  private record BadRow(String reason, String column, String value, String message) {

    static final List<BadRow> ALL =
        List.of(
            new BadRow("UNKNOWN_RECORD", "record_id", "'4711'", "(record 4711) was never sent"),
            new BadRow(
                "WRONG_BATCH",
                "batch_id",
                "'r0000-b0003'",
                "went out in batch r0000-b0001, not in"),
            new BadRow(
                "SPAN_OUT_OF_RANGE", "spans", SPAN.formatted(0, 999, "PER"), "[0,999) beyond its"),
            new BadRow(
                "SPAN_OVERLAP",
                "spans",
                "[{start_word: 0, end_word: 1, type: 'PER'}, {start_word: 0, end_word: 1, type:"
                    + " 'LOC'}]",
                "[0,1) LOC and [0,1) PER, which overlap"),
            new BadRow(
                "SPAN_EMPTY", "spans", SPAN.formatted(2, 1, "PER"), "[2,1), which holds no word"),
            new BadRow(
                "UNKNOWN_TYPE", "spans", SPAN.formatted(0, 1, "CITY"), "type 'CITY', which is"),
            new BadRow(
                "UNKNOWN_STATUS", "status", "'finished'", "status 'finished', which is none of"),
            new BadRow("MISSING_VALUE", "annotator_id", "NULL", "has no annotator_id"));
  }

  /** The first rows of the file are bad, each in another way. */
  @Test
  void aBadRowIsRejectedWithItsReasonAndTheOthersAreMerged() throws IOException {
    var before = desk.pointers();
    Path bad = vendor.deliver(0, "a.parquet", answersWith(BadRow.ALL));
    List<String> reasons = BadRow.ALL.stream().map(row -> row.reason() + " 1").toList();
    desk.run("merge")
        .exited(ExitCode.CONTRACT_BREACH)
        .saying(
            "8 of 12 returned rows are rejected, a share of 0.667",
            "merge.max-reject-share is 0.500",
            "Take the files that are wrong out of the inbox")
        .saying(reasons.toArray(String[]::new));
    assertUnharmed(before);

    desk.run("merge", "--set=merge.max-reject-share=0.7")
        .exited(ExitCode.DONE)
        .saying("4 annotations accepted, 8 rejected", "Rejected: ", "row 0")
        .saying(reasons.toArray(String[]::new));
    List<List<String>> rejected =
        Duck.query(
            "SELECT file, \"row\", reason, message FROM %s ORDER BY \"row\"".formatted(rejected()));
    assertThat(rejected).hasSameSizeAs(BadRow.ALL);
    for (int i = 0; i < rejected.size(); i++) {
      BadRow row = BadRow.ALL.get(i);
      assertThat(rejected.get(i).subList(0, 3))
          .isEqualTo(List.of("0000/inbox/a.parquet", Integer.toString(i), row.reason()));
      assertThat(rejected.get(i).get(3)).contains("row " + i, row.message());
      assertThat(desk.published("labels", "rejected/0000").resolve("_summary.csv"))
          .content()
          .startsWith("file,reason,rows,first_row,meaning\n")
          .contains("\n\"0000/inbox/a.parquet\",%s,1,%d,".formatted(row.reason(), i));
    }
    assertThat(labels()).isEqualTo(4);
    assertThat(desk.due()).isEqualTo("0 WAIT");
    assertThat(bad).exists();
    vendor.answer(0, "b.parquet", "ann");
    desk.run("merge", "--set=merge.max-reject-share=0.7").exited(ExitCode.DONE);
    assertThat(labels()).isEqualTo(12);
    assertThat(desk.due()).isEqualTo("0 TRAIN");
  }

  /** One reason for most of them, and a file that is corrected. */
  @Test
  void ifMostRowsAreBadNothingIsMerged() throws IOException {
    var before = desk.pointers();
    Path bad =
        vendor.deliver(
            0,
            "a.parquet",
            "SELECT * REPLACE (CASE WHEN batch_id <> 'r0000-b0003' THEN 'finished' ELSE status END"
                + " AS status) FROM (%s)".formatted(vendor.answers(0, "ann")));
    desk.run("merge")
        .exited(ExitCode.CONTRACT_BREACH)
        .saying("10 of 12 returned rows are rejected, a share of 0.833", "UNKNOWN_STATUS 10");

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

  /** What is wrong with a file: it is written well, and then spoiled. */
  private record BadFile(String name, Spoiler spoiler, String message) {

    static final List<BadFile> ALL =
        List.of(
            new BadFile(
                "columns.parquet",
                BadReturnTest::dropAnnotators,
                "column 'annotator_id' is missing"),
            new BadFile(
                "csv.parquet",
                file -> Files.writeString(file, "record_id,batch_id\n4711,1\n"),
                "no Parquet file"),
            new BadFile(
                "empty.parquet", file -> Files.write(file, new byte[0]), "it is empty (0 bytes)"),
            new BadFile(
                "half.parquet", BadReturnTest::cutInHalf, "no Parquet file, or not a whole one"),
            new BadFile("turned.parquet", BadReturnTest::turnBytes, "damaged at row"));

    /** What a merge says of it. */
    String said() {
      return "Cannot read return 0000/inbox/%s: ".formatted(name);
    }
  }

  private List<Path> deliverBadFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (BadFile bad : BadFile.ALL) {
      Path file = vendor.answer(0, bad.name(), "ann");
      bad.spoiler().spoil(file);
      files.add(file);
    }
    return files;
  }

  private static void assertThatEachIsRefused(Said said) {
    for (BadFile bad : BadFile.ALL) {
      assertThat(said.err().lines().filter(line -> line.contains(bad.said())))
          .singleElement(STRING)
          .contains(bad.message(), "nothing of it was merged");
    }
  }

  @Test
  void aBadFileIsRefusedAsAWholeAndTheOthersAreMerged() throws IOException {
    var before = desk.pointers();
    List<Path> bad = deliverBadFiles();
    vendor.answer(0, "good.parquet", "other");
    Said said = desk.run("merge").exited(ExitCode.CONTRACT_BREACH).saying("other files are merged");
    assertThatEachIsRefused(said);

    assertThat(labels()).isEqualTo(12);
    assertThat(desk.pointers()).hasSize(before.size() + 1);
    // It was told once, and may go or come again.
    desk.run("merge").exited(ExitCode.DONE).saying("nothing to do");
    for (Path file : bad) {
      Files.delete(file);
    }
    desk.run("merge").exited(ExitCode.DONE);
    assertThat(labels()).isEqualTo(12);
  }

  @Test
  void badFilesAloneLeaveTheWorkspaceAsItIs() throws IOException {
    var before = desk.pointers();
    List<Path> bad = deliverBadFiles();
    for (String command : List.of("merge", "round")) {
      Said said = desk.run(command).exited(ExitCode.CONTRACT_BREACH).saying("Nothing was merged");
      assertThatEachIsRefused(said);
    }

    assertUnharmed(before);
    for (Path file : bad) {
      Files.delete(file);
    }
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

  /** Right answers but for the first rows, of which each has one wrong value. */
  private String answersWith(List<BadRow> rows) {
    StringBuilder wrong = new StringBuilder();
    for (String column : rows.stream().map(BadRow::column).distinct().toList()) {
      wrong.append(wrong.isEmpty() ? "(CASE n" : ", (CASE n");
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).column().equals(column)) {
          wrong.append(" WHEN %d THEN %s".formatted(i + 1, rows.get(i).value()));
        }
      }
      wrong.append(" ELSE %s END) AS %s".formatted(column, column));
    }
    return "SELECT * EXCLUDE n REPLACE (%s) FROM (SELECT *, row_number() OVER () AS n FROM (%s))"
        .formatted(wrong, vendor.answers(0, "ann"));
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
