package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.testing.Duck;
import io.winnow.text.EntitySpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Returns in shapes that other tools write. Each says that s5 has PER at [1,3). */
class ForeignReturnTest {

  @TempDir private Path temp;
  private Inbox inbox;

  @BeforeEach
  void openTheInbox() {
    inbox = new Inbox(temp);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TINYINT",
        "UTINYINT",
        "SMALLINT",
        "USMALLINT",
        "INTEGER",
        "UINTEGER",
        "BIGINT",
        "UBIGINT",
        "HUGEINT",
        "FLOAT",
        "DOUBLE",
        "DECIMAL(4,0)",
        "DECIMAL(12,2)",
        "DECIMAL(30,4)"
      })
  void wordNumbersMayHaveAnyNumericType(String type) throws IOException {
    inbox.put(
        "a.parquet",
        select("[{'start_word': 1::%1$s, 'end_word': 3::%1$s, 'type': 'PER'}]".formatted(type)));
    assertSaysPer();
  }

  @Test
  void aFractionOfAWordIsRejected() throws IOException {
    inbox.put("a.parquet", select("[{'start_word': 1.5::DOUBLE, 'end_word': 3, 'type': 'PER'}]"));
    assertThat(inbox.check().rejected().get(0))
        .extracting(RejectedRow::reason, RejectedRow::message)
        .containsExactly(
            ReasonCode.NOT_A_WHOLE_NUMBER,
            "Cannot merge batch r1-b1: row 0 (record s5) has a span with start_word 1.5");
  }

  @Test
  void theLargestUnsignedNumberIsOutOfRangeNotNegative() throws IOException {
    inbox.put(
        "a.parquet",
        select(
            "[{'start_word': 1::UBIGINT, 'end_word': 18446744073709551615::UBIGINT, 'type':"
                + " 'PER'}]"));
    assertThat(inbox.check().rejected().get(0).message())
        .contains("span [1,18446744073709551615) beyond its 5 words");
  }

  @Test
  void orderOfColumnsAndFieldsAndFurtherColumnsDoNotMatter() throws IOException {
    inbox.put(
        "a.parquet",
        "SELECT now() AS exported_at, [{'note': {'deep': [1]}, 'type': 'PER', 'end_word': 3,"
            + " 'start_word': 1}] AS spans, uuid() AS x, 'a' AS annotator_id, 'r1-b1' AS batch_id,"
            + " MAP {'k': 1} AS meta, 's5' AS record_id");
    assertSaysPer();
  }

  @Test
  void textMayBePlainBytesOrAnEnum() throws IOException {
    inbox.put(
        "a.parquet",
        "SELECT 's5'::BLOB AS record_id, 'r1-b1'::BLOB AS batch_id, 'a'::ENUM('a', 'b') AS"
            + " annotator_id, 'done'::BLOB AS status, [{'start_word': 1, 'end_word': 3, 'type':"
            + " 'PER'::BLOB}] AS spans");
    assertSaysPer();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7::TINYINT", "7::BIGINT", "7::DOUBLE", "'7'"})
  void anAnnotatorsNumberIsTheirNameHoweverItIsKept(String id) throws IOException {
    inbox.put(
        "a.parquet",
        "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, %s AS annotator_id, ['O','B-PER','I-PER','O','O'] AS tags"
            .formatted(id));
    assertThat(inbox.check().accepted().get(0).annotation().annotatorId()).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "gzip", "zstd", "lz4_raw", "uncompressed"})
  void everyUsualCompressionIsRead(String codec) throws IOException {
    Duck.execute(
        "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION %s)"
            .formatted(select(PER_1_3), temp.resolve("a.parquet"), codec));
    assertSaysPer();
  }

  @Test
  void theNewerPageEncodingsAreRead() throws IOException {
    Duck.execute(
        "COPY (%s) TO '%s' (FORMAT parquet, PARQUET_VERSION v2)"
            .formatted(select(PER_1_3), temp.resolve("a.parquet")));
    assertSaysPer();
  }

  @Test
  void manyRowGroupsAreReadAsOneRunOfRows() throws IOException {
    Duck.execute(
        ("COPY (SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' || n AS annotator_id,"
                + " ['O','O','O','O','O'] AS tags FROM range(5000) t(n) ORDER BY n) TO '%s' (FORMAT"
                + " parquet, ROW_GROUP_SIZE 2048)")
            .formatted(temp.resolve("a.parquet")));
    List<AcceptedAnnotation> accepted = inbox.check().accepted();
    assertThat(accepted).hasSize(5000);
    assertThat(accepted)
        .allSatisfy(a -> assertThat("a" + a.row()).isEqualTo(a.annotation().annotatorId()));
  }

  @Test
  void textMayBeJsonOrOneOfADictionary() throws IOException {
    Duck.execute(
        ("COPY (SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' || n AS annotator_id, 'done' AS"
                + " status, %s AS spans, now() AS saved_at, DATE '2024-02-29' AS day FROM range(3000)"
                + " t(n)) TO '%s' (FORMAT parquet)")
            .formatted(PER_1_3, temp.resolve("many.parquet")));
    inbox.put(
        "one.parquet",
        "SELECT '\"s5\"'::JSON AS record_id, '\"r1-b1\"'::JSON AS batch_id, 'b' AS annotator_id,"
            + " [{'start_word': 1, 'end_word': 3, 'type': 'PER'}] AS spans");
    assertThat(inbox.check().accepted()).hasSize(3001);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[NULL, {'start_word': 1, 'end_word': 3, 'type': 'PER'}]",
        "[{'start_word': NULL, 'end_word': 3, 'type': 'PER'}]",
        "[{'start_word': 1, 'end_word': 3, 'type': NULL}]"
      })
  void aNullWithinASpanIsRejectedAsMissing(String spans) throws IOException {
    inbox.put("a.parquet", select(spans));
    assertThat(inbox.check().rejected().get(0).reason()).isEqualTo(ReasonCode.MISSING_VALUE);
  }

  @Test
  void aNullAmongTagsIsRejectedWithItsWord() throws IOException {
    inbox.put("a.parquet", select("NULL") + ", ['O', NULL, 'O', 'O', 'O'] AS tags");
    assertThat(inbox.check().rejected().get(0).message()).endsWith("has no tag for word 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['O', 'I-PER', 'I-PER', 'O', 'O']",
        "['O', 'B-PER', 'I-PER', 'O', 'O']",
        "['O', 'B-PER', 'L-PER', 'O', 'O']",
        "['O', 'B-PER', 'E-PER', 'O', 'O']"
      })
  void everyTagFormatIsRead(String tags) throws IOException {
    inbox.put("a.parquet", select("NULL") + ", %s AS tags".formatted(tags));
    assertSaysPer();
  }

  @Test
  void optionalColumnsMayBeNothingButNulls() throws IOException {
    inbox.put(
        "a.parquet",
        select(PER_1_3) + ", NULL AS status, NULL AS seconds, NULL AS comment, NULL AS tags");
    assertSaysPer();
  }

  @Test
  void emptyListsWithoutATypeSayThatThereIsNoEntity() throws IOException {
    inbox.put("a.parquet", select("[]"));
    assertThat(inbox.check().accepted().get(0).annotation().spans()).isEmpty();
  }

  @Test
  void aReturnWithoutRowsIsWelcome() throws IOException {
    inbox.put("a.parquet", select(PER_1_3) + " WHERE false");
    assertThat(inbox.check().rowsRead()).isZero();
  }

  @Test
  void listsOnTwoLevelsAreRead() throws IOException {
    write(
        """
        message old {
          required binary record_id; required binary batch_id; required binary annotator_id;
          optional group spans (LIST) {
            repeated group array { required int64 end_word; required binary type; required int64 start_word; }
          }
          optional group tags (LIST) { repeated binary array; }
        }
        """,
        row -> {
          span(row.addGroup("spans").addGroup("array"));
          Group tags = row.addGroup("tags");
          List.of("O", "B-PER", "I-PER", "O", "O").forEach(tag -> tags.add("array", tag));
        });
    assertSaysPer();
  }

  @Test
  void bareRepeatedFieldsAreRead() throws IOException {
    write(
        """
        message bare {
          required binary record_id; required binary batch_id; required binary annotator_id;
          repeated group spans { required int64 start_word; required int64 end_word; required binary type; }
        }
        """,
        row -> span(row.addGroup("spans")));
    assertSaysPer();
  }

  @Test
  void listsWhoseGroupsHaveOtherNamesAreRead() throws IOException {
    write(
        """
        message hive {
          required binary record_id; required binary batch_id; required binary annotator_id;
          optional group spans (LIST) {
            repeated group bag {
              optional group array_element { required int64 start_word; required int64 end_word; required binary type; }
            }
          }
        }
        """,
        row -> span(row.addGroup("spans").addGroup("bag").addGroup("array_element")));
    assertSaysPer();
  }

  private static final String PER_1_3 = "[{'start_word': 1, 'end_word': 3, 'type': 'PER'}]";

  private static String select(String spans) {
    return "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' AS annotator_id, %s AS spans"
        .formatted(spans);
  }

  private static void span(Group span) {
    span.add("start_word", 1L);
    span.add("end_word", 3L);
    span.add("type", "PER");
  }

  private void write(String schema, Consumer<Group> fill) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    Group row = new SimpleGroup(type);
    row.add("record_id", "s5");
    row.add("batch_id", "r1-b1");
    row.add("annotator_id", "a");
    fill.accept(row);
    HadoopOutputFile file =
        HadoopOutputFile.fromPath(Hadoop.path(temp.resolve("a.parquet")), new Configuration());
    try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(file).withType(type).build()) {
      writer.write(row);
    }
  }

  private void assertSaysPer() throws IOException {
    CollectedReturns check = inbox.check();
    assertThat(check.rejected()).isEmpty();
    assertThat(check.accepted())
        .singleElement()
        .satisfies(
            a -> assertThat(a.annotation().spans()).containsExactly(new EntitySpan(1, 3, "PER")));
  }
}
