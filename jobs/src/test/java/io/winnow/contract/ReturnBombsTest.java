package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.winnow.contract.parquet.ReadingProcess;
import io.winnow.testing.Duck;
import io.winnow.text.TypeMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files that want all memory or all time: each is refused, and its neighbours are read. */
class ReturnBombsTest {

  private static final int HEAP = 96;

  private static final ReturnLimits LIMITS =
      new ReturnLimits(200_000, 5_000_000, 256, 20, HEAP, 1_000_000, 1);

  private static final ReadingProcess READER = new ReadingProcess(HEAP);

  private static final String ANSWER =
      "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, '%s' AS annotator_id, [{start_word: 0,"
          + " end_word: 1, type: 'PER'}] AS spans";

  @TempDir private Path temp;

  private final List<String> refused = new ArrayList<>();

  @AfterAll
  static void endReader() {
    READER.close();
  }

  private interface Bomb {
    void write(Path file) throws IOException;
  }

  static Stream<Arguments> bombs() {
    return Stream.of(
        bomb(
            "one long comment",
            duck("%s, repeat('x', 10000) AS comment FROM range(100000)"),
            "megabytes"),
        bomb(
            "empty strings",
            duck("%s, list_transform(range(50000), x -> '') AS tags FROM range(670)"),
            "values"),
        bomb("rows of nothing", duck("%s FROM range(3000000)"), "rows, which is enough"),
        bomb("gzip", packed("gzip"), "megabytes"),
        bomb("zstd", packed("zstd"), "megabytes"),
        bomb("snappy", packed("snappy"), "megabytes"),
        bomb(
            "copies of one sentence",
            duck("%s, repeat('A B C D E ', 1000) AS text FROM range(100000)"),
            "megabytes"),
        bomb("a long file", sparse(257 << 20), "it has 257 megabytes, and all returns"),
        bomb("a long footer", sparse(120 << 20), "megabytes of memory"),
        bomb("a footer longer than its file", ReturnBombsTest::noFooter, "no Parquet file"),
        bomb("row groups", ReturnBombsTest::rowGroups, "megabytes of memory"),
        bomb("columns", ReturnBombsTest::columns, "columns"),
        bomb("depth", ReturnBombsTest::depth, "nested"));
  }

  private static Arguments bomb(String name, Bomb bomb, String why) {
    return arguments(name, bomb, why);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void aBombIsRefusedAndItsNeighboursAreRead(String name, Bomb bomb, String why)
      throws IOException {
    Inbox inbox = new Inbox(temp);
    inbox.put("a.parquet", ANSWER.formatted("ann"));
    bomb.write(temp.resolve("b.parquet"));
    inbox.put("c.parquet", ANSWER.formatted("bob"));
    long before = System.nanoTime();
    CollectedReturns check = check();
    System.out.printf("%s: %.1f s, %s%n", name, (System.nanoTime() - before) / 1e9, refused);
    assertThat(refused)
        .singleElement()
        .asString()
        .contains("b.parquet", why, "nothing of it was merged");
    assertThat(refused.get(0)).hasSizeLessThan(5000);
    assertThat(check.accepted()).hasSize(2);
    assertThat(check.rejected()).isEmpty();
  }

  @Test
  void filesThatTogetherGoBeyondAreNamedFromTheFirstOneThatDoes() throws IOException {
    Inbox inbox = new Inbox(temp);
    for (int i = 0; i < 5; i++) {
      inbox.put(
          i + ".parquet",
          "SELECT 's%d' AS record_id, 'none' AS batch_id, 'a' AS annotator_id, ['O'] AS tags FROM range(90000)"
              .formatted(i));
    }
    inbox.put("z.parquet", ANSWER.formatted("ann"));
    CollectedReturns check = check();
    assertThat(refused).hasSize(3).allMatch(it -> it.contains("those before it have 180,000"));
    assertThat(check.accepted()).hasSize(1);
    assertThat(check.rejected()).hasSize(180_000);
  }

  @Test
  void fiveInventedAnnotatorsDoNotOutvoteARealOne() throws IOException {
    Inbox inbox = new Inbox(temp);
    inbox.put("a.parquet", ANSWER.formatted("real"));
    inbox.put(
        "b.parquet",
        "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' || range AS annotator_id, [{start_word:"
            + " 3, end_word: 4, type: 'LOC'}] AS spans FROM range(900)");
    inbox.put(
        "c.parquet",
        "SELECT 's3' AS record_id, 'r1-b1' AS batch_id, 'real' AS annotator_id, [] AS spans");
    CollectedReturns check = check();
    assertThat(refused).isEmpty();
    assertThat(check.accepted()).singleElement().matches(it -> it.file().equals("c.parquet"));
    assertThat(check.rejected())
        .hasSize(901)
        .allMatch(it -> it.reason() == ReasonCode.TOO_MANY_ANNOTATORS);
    assertThat(check.rejected().get(0).message())
        .contains("row 0 (record s5) has answers of more than 2 annotators, 1 were asked for");
    assertThat(check.rowsRead()).isEqualTo(902);
  }

  @Test
  void aFileThatIsRefusedTakesNothingAway() throws IOException {
    Inbox inbox = new Inbox(temp);
    inbox.put("a.parquet", ANSWER.formatted("real"));
    // It replaces the answer, crowds the sentence, and then goes beyond.
    inbox.put(
        "b.parquet",
        ANSWER.formatted("real").replace("end_word: 1", "end_word: 2"),
        "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' || range AS annotator_id, [] AS spans"
            + " FROM range(2000)");
    CollectedReturns check = check(new ReturnLimits(200_000, 5_000_000, 256, 20, HEAP, 1000, 1));
    assertThat(refused).singleElement().asString().contains("more than 1,000 answers");
    assertThat(check.accepted()).singleElement().matches(it -> it.file().equals("a.parquet"));
    assertThat(check.rejected()).isEmpty();
    assertThat(check.corrected()).isEmpty();
  }

  @Test
  void aFileThatTakesLongIsEnded() throws IOException {
    Inbox inbox = new Inbox(temp);
    inbox.put("a.parquet", ANSWER.formatted("ann"));
    // Its process has started, and knows how.
    check();
    Duck.copy(ANSWER.formatted("eve") + " FROM range(199000)", temp.resolve("b.parquet"));
    CollectedReturns check =
        check(new ReturnLimits(200_000, 5_000_000, 256, 1, HEAP, 1_000_000, 1));
    assertThat(refused)
        .singleElement()
        .asString()
        .contains("b.parquet: reading it takes more than", "merge.limits.seconds");
    assertThat(check.accepted()).hasSize(1);
  }

  private CollectedReturns check() throws IOException {
    return check(LIMITS);
  }

  private CollectedReturns check(ReturnLimits limits) throws IOException {
    return CollectedReturns.of(
        new ReturnValidator(Inbox.LABELS, TypeMap.NONE, Inbox.SENT, limits, READER),
        Hadoop.local(),
        Deliveries.list(Hadoop.local(), Hadoop.path(temp)),
        breach -> refused.add(breach.getMessage()));
  }

  private static Bomb duck(String select) {
    return file -> Duck.copy(select.formatted(ANSWER.formatted("eve")), file);
  }

  private static Bomb packed(String codec) {
    return file ->
        Duck.execute(
            "COPY (%s, repeat('x', 90000000) AS comment FROM range(4)) TO '%s' (FORMAT parquet, COMPRESSION %s)"
                .formatted(ANSWER.formatted("eve"), file, codec));
  }

  private static void noFooter(Path file) throws IOException {
    Files.write(file, new byte[] {'P', 'A', 'R', '1', -1, -1, -1, 0x7f, 'P', 'A', 'R', '1'});
  }

  /** Nothing but zeros, which take no place on the disk. */
  private static Bomb sparse(long length) {
    return file -> {
      try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
        out.write("PAR1".getBytes(StandardCharsets.US_ASCII));
        out.seek(length - 8);
        out.writeInt(Integer.reverseBytes((int) length - 100));
        out.write("PAR1".getBytes(StandardCharsets.US_ASCII));
      }
    };
  }

  /** A root with one field, and three million row groups. */
  private static void rowGroups(Path file) throws IOException {
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    bytes(footer, 0x15, 2, 0x19, 0x2c);
    bytes(footer, 0x48, 1, 'm', 0x15, 2, 0);
    bytes(footer, 0x15, 0, 0x25, 0, 0x18, 1, 'a', 0);
    bytes(footer, 0x16, 0, 0x19, 0xfc);
    varint(footer, 3_000_000);
    for (int i = 0; i < 3_000_000; i++) {
      bytes(footer, 0x19, 0x0c, 0x16, 0, 0x16, 0, 0);
    }
    footer.write(0);
    write(file, footer.toByteArray());
  }

  private static void columns(Path file) throws IOException {
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    int columns = 50_000;
    bytes(footer, 0x15, 2, 0x19, 0xfc);
    varint(footer, columns + 1);
    bytes(footer, 0x48, 1, 'm', 0x15);
    varint(footer, 2L * columns);
    footer.write(0);
    for (int i = 0; i < columns; i++) {
      bytes(footer, 0x15, 0, 0x25, 0, 0x18, 6);
      footer.writeBytes("c%05d".formatted(i).getBytes(StandardCharsets.US_ASCII));
      footer.write(0);
    }
    bytes(footer, 0x16, 0, 0x19, 0x0c, 0);
    write(file, footer.toByteArray());
  }

  private static void depth(Path file) throws IOException {
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    int levels = 200_000;
    bytes(footer, 0x15, 2, 0x19, 0xfc);
    varint(footer, levels + 1);
    for (int i = 0; i < levels; i++) {
      bytes(footer, 0x35, 0, 0x18, 1, 'm', 0x15, 2, 0);
    }
    bytes(footer, 0x15, 0, 0x25, 0, 0x18, 1, 'a', 0);
    bytes(footer, 0x16, 0, 0x19, 0x0c, 0);
    write(file, footer.toByteArray());
  }

  private static void write(Path file, byte[] footer) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(footer.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
    Files.write(file, out.put(magic).put(footer).putInt(footer.length).put(magic).array());
  }

  private static void bytes(ByteArrayOutputStream out, int... bytes) {
    for (int one : bytes) {
      out.write(one);
    }
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while (left >>> 7 != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
