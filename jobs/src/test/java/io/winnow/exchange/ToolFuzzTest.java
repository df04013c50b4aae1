package io.winnow.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.winnow.contract.CollectedReturns;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.Mutator;
import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.Watchdog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages exports of other tools; see {@code ReturnFuzzTest}. */
class ToolFuzzTest {

  private static final int FILES = Integer.getInteger("fuzz.files", 4000) / 4;
  private static final int FROM = Integer.getInteger("fuzz.from", 0);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final long MOST_MEMORY = 256L << 20;

  /** What a reader of text may stumble over. */
  private static final List<String> STUMBLING_BLOCKS =
      List.of(
          "null",
          "-1",
          "1e400",
          "9999999999999999999",
          "0.5",
          "[]",
          "{}",
          "\"\"",
          "\\ud83d",
          "\\u0000",
          "\u2028",
          "\uFEFF",
          "\r\n",
          "\n\n",
          "[".repeat(3000),
          "{\"a\":".repeat(3000),
          "9".repeat(2000),
          "x".repeat(20_000),
          "\"spans\":",
          "\"label\":",
          "# record_id = ",
          "\t",
          "true",
          ",");

  @TempDir private Path temp;

  @Test
  void everyDamagedExportEndsInRowsOrInOneBreach() throws Exception {
    Office office = new Office(temp);
    Map<ToolFormat, byte[]> exports = new EnumMap<>(ToolFormat.class);
    for (ToolFormat format : ToolFormat.values()) {
      String tasks = office.export(format).get("r0001-b0001." + format.layout().extension());
      exports.put(format, Tools.answered(format, tasks).getBytes(StandardCharsets.UTF_8));
    }
    int breaches = 0;
    try (Watchdog watchdog = new Watchdog()) {
      for (int number = FROM; number < FROM + FILES; number++) {
        Random random = new Random(SEED * 1_000_003 + number);
        ToolFormat format = ToolFormat.values()[random.nextInt(ToolFormat.values().length)];
        byte[] damaged = damaged(exports.get(format), random);
        Watchdog.Watched<CollectedReturns> watched =
            watchdog.run(() -> check(office, format, damaged));
        String name = "file %d of seed %d, %s".formatted(number, SEED, format);
        if (watched.failure() instanceof ContractBreachException) {
          breaches++;
        } else if (watched.failure() != null) {
          fail(name, watched.failure());
        } else {
          requireSound(watched.value(), name);
        }
        assertThat(watched.allocated()).as("%s allocates", name).isLessThan(MOST_MEMORY);
      }
    }
    assertThat(breaches).isLessThan(Math.max(2, FILES - FILES / 10));
  }

  private static byte[] damaged(byte[] export, Random random) {
    if (random.nextInt(3) == 0) {
      return new Mutator(random).mutate(export, 0, export.length);
    }
    String text = new String(export, StandardCharsets.UTF_8);
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      String block = STUMBLING_BLOCKS.get(random.nextInt(STUMBLING_BLOCKS.size()));
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(1 + random.nextInt(40)));
      text = text.substring(0, at) + block + text.substring(end);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private CollectedReturns check(Office office, ToolFormat format, byte[] export)
      throws IOException {
    Path inbox = temp.resolve("inbox");
    if (Files.exists(inbox)) {
      try (Stream<Path> files = Files.list(inbox)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    office.deliver(format, export);
    return office.check();
  }

  private static void requireSound(CollectedReturns check, String name) {
    for (AcceptedAnnotation answer : check.accepted()) {
      int words = Office.WORDS.get(answer.annotation().sentenceId()).size();
      assertThat(answer.annotation().spans())
          .as(name)
          .allSatisfy(
              span -> {
                assertThat(span.endWord()).isLessThanOrEqualTo(words);
                assertThat(Office.LABELS.types()).contains(span.type());
              });
    }
  }
}
