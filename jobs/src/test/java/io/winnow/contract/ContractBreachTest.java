package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that break the contract as a whole. */
class ContractBreachTest {

  private static final String GOOD =
      "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' AS annotator_id, ['O','O','O','O','O'] AS tags";

  @TempDir private Path temp;
  private Inbox inbox;

  @BeforeEach
  void openTheInbox() {
    inbox = new Inbox(temp);
  }

  @Test
  void aZeroByteFileIsNamed() throws IOException {
    Files.createFile(temp.resolve("a.parquet"));
    assertThat(breach())
        .hasMessageContaining("Cannot read return a.parquet: it is empty (0 bytes)");
  }

  @Test
  void aFileThatIsNoParquetIsNamed() throws IOException {
    Files.writeString(temp.resolve("a.parquet"), "record_id,batch_id\ns5,r1-b1\n".repeat(9));
    assertThat(breach())
        .hasMessageContaining("a.parquet: it is no Parquet file, or not a whole one");
  }

  @Test
  void aFileOfThreeBytesIsNamed() throws IOException {
    Files.write(temp.resolve("a.parquet"), new byte[] {'P', 'A', 'R'});
    assertThat(breach()).hasMessageContaining("a.parquet: it is no Parquet file");
  }

  @Test
  void aFileCutAnywhereIsABreachAndNothingElse() throws IOException {
    Path file = inbox.put("a.parquet", GOOD);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 1; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(breach().file()).isEqualTo("a.parquet");
    }
  }

  @Test
  void aDamagedPageIsABreachThatNamesTheRow() throws IOException {
    Path file = inbox.put("a.parquet", GOOD);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4, 60, (byte) 0xff);
    Files.write(file, bytes);
    assertThat(breach())
        .hasMessageContaining("Cannot read return a.parquet: it is damaged at row 0");
  }

  @ParameterizedTest
  @CsvSource({"record_id", "batch_id", "annotator_id"})
  void aMissingColumnIsNamedWithTheColumnsFound(String column) {
    inbox.put("a.parquet", "SELECT * EXCLUDE (%s), 1 AS other FROM (%s)".formatted(column, GOOD));
    assertThat(breach())
        .hasMessageContaining("column '%s' is missing; its columns are [".formatted(column))
        .hasMessageContaining("other]")
        .hasMessageContaining("A return needs record_id, batch_id, annotator_id and spans or tags");
  }

  @Test
  void spansAndTagsCannotBothBeMissing() {
    inbox.put("a.parquet", "SELECT * EXCLUDE (tags) FROM (%s)".formatted(GOOD));
    assertThat(breach()).hasMessageContaining("columns 'spans' and 'tags' are both missing");
  }

  @Test
  void theCaseOfAColumnsNameCounts() {
    inbox.put("a.parquet", "SELECT * RENAME (record_id AS Record_ID) FROM (%s)".formatted(GOOD));
    assertThat(breach())
        .hasMessageContaining(
            "'record_id' is missing (there is 'Record_ID'; the case of names counts)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "record_id; true; column 'record_id' must be string, it is optional boolean record_id",
        "annotator_id; {'name': 'a'}; column 'annotator_id' must be string",
        "tags; 'O O O O O'; column 'tags' must be list<string>",
        "tags; [true]; column 'tags' must be list<string>",
        "tags; [['O']]; column 'tags' must be list<string>",
        "spans; '[]'; column 'spans' must be list<struct<start_word,end_word,type>> or list<struct<start,end,type,text>>",
        "spans; [1, 2]; column 'spans' must be a list",
        "spans; 5; column 'spans' must be a list",
        "spans; [{'start': 1, 'stop': 2, 'type': 'PER'}]; column 'spans' must be list<struct",
        "spans; [{'start': 1, 'end': 2, 'label': 'PER'}]; column 'spans' must be list<struct",
        "spans; [{'start': 1, 'end': 2, 'type': 'PER', 'text': true}]; column 'spans' must be",
        "spans; [{'start': 1, 'end': 2, 'start_word': 1, 'type': 'PER'}]; column 'spans' must be",
        "spans; [{'start_word': 'one', 'end_word': 2, 'type': 'PER'}]; column 'spans' must be",
        "spans; [{'start_word': today(), 'end_word': 2, 'type': 'PER'}]; column 'spans' must be",
        "seconds; 'long'; column 'seconds' must be number",
        "seconds; now(); column 'seconds' must be number"
      })
  void anImpossibleTypeIsNamed(String column, String value, String says) {
    inbox.put(
        "a.parquet",
        "SELECT * EXCLUDE (%1$s), %2$s AS %1$s FROM (%3$s, [] AS spans, 1 AS seconds)"
            .formatted(column, value, GOOD));
    assertThat(breach()).hasMessageContaining(says);
  }

  @Test
  void oneBadFileStopsTheWholeDelivery() throws IOException {
    inbox.put("a.parquet", GOOD);
    Files.write(temp.resolve("b.parquet"), "no".getBytes(StandardCharsets.UTF_8));
    assertThat(breach().file()).isEqualTo("b.parquet");
  }

  @Test
  void aFileEditedBesideAStaleHadoopChecksumIsStillRead() throws IOException {
    inbox.put("a.parquet", GOOD);
    Files.writeString(temp.resolve(".a.parquet.crc"), "crc\0\0\0\2\0stale");
    assertThat(inbox.check().accepted()).hasSize(1);
  }

  private ContractBreachException breach() {
    return catchThrowableOfType(ContractBreachException.class, inbox::check);
  }
}
