package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.text.EntitySpan;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers by character. s5 is {@code A B C D E}; s3 is an emoji [0,1), a name with a combining mark
 * [2,6) and two Hebrew letters [7,9).
 */
class CharacterSpanTest {

  @TempDir private Path temp;
  private Inbox inbox;

  @BeforeEach
  void openTheInbox() {
    inbox = new Inbox(temp);
  }

  @ParameterizedTest
  @CsvSource({"s5,0,1,0,1", "s5,2,5,1,3", "s5,0,9,0,5", "s3,0,1,0,1", "s3,2,6,1,2", "s3,2,9,1,3"})
  void charactersCountAsCodePoints(String record, int start, int end, int first, int last)
      throws IOException {
    put(record, "{'start': %d, 'end': %d, 'type': 'PER'}".formatted(start, end));
    assertThat(inbox.check().accepted().get(0).annotation().spans())
        .containsExactly(new EntitySpan(first, last, "PER"));
  }

  @ParameterizedTest
  @CsvSource({"s5,1,5", "s5,2,6", "s5,1,6", "s3,1,7"})
  void blanksAtTheEndsAreForgiven(String record, int start, int end) throws IOException {
    put(record, "{'start': %d, 'end': %d, 'type': 'PER'}".formatted(start, end));
    assertThat(inbox.check().rejected()).isEmpty();
  }

  @Test
  void halfAWordIsRejectedWithTheNearestWords() throws IOException {
    put("s3", "{'start': 3, 'end': 8, 'type': 'PER'}");
    RejectedRow row = inbox.check().rejected().get(0);
    assertThat(row.reason()).isEqualTo(ReasonCode.SPAN_OFF_WORDS);
    assertThat(row.message())
        .isEqualTo(
            "Cannot merge batch r1-b1: row 0 (record s3) has a span of characters [3,8) 'na\u0301"
                + " \u05D0', which does not begin and end where words do: the nearest are word 1"
                + " 'Ana\u0301' [2,6) and word 2 '\u05D0\u05D1' [7,9); as utf-16 the span is"
                + " 'Ana\u0301 '");
  }

  @Test
  void blanksAloneAreNoEntity() throws IOException {
    put("s5", "{'start': 1, 'end': 2, 'type': 'PER'}");
    RejectedRow row = inbox.check().rejected().get(0);
    assertThat(row.reason()).isEqualTo(ReasonCode.SPAN_OFF_WORDS);
    assertThat(row.message()).endsWith("the nearest is word 1 'B' [2,3)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SPAN_EMPTY; 3; 3; a span of characters [3,3), which holds none",
        "SPAN_EMPTY; -1; 3; a span of characters [-1,3), which holds none",
        "SPAN_OUT_OF_RANGE; 2; 99; a span of characters [2,99) beyond its 9",
        "NOT_A_WHOLE_NUMBER; 2.5; 9; a span with start 2.5",
        "MISSING_VALUE; NULL; 9; a span without start"
      })
  void offsetsThatCannotBeAreRejected(ReasonCode reason, String start, String end, String says)
      throws IOException {
    put("s3", "{'start': %s::DOUBLE, 'end': %s::DOUBLE, 'type': 'PER'}".formatted(start, end));
    RejectedRow row = inbox.check().rejected().get(0);
    assertThat(row.reason()).isEqualTo(reason);
    assertThat(row.message()).endsWith(says);
  }

  @Test
  void aSpanBeyondTheEndIsShownAsAnotherUnitHasIt() throws IOException {
    put("s3", "{'start': 2, 'end': 10, 'type': 'PER'}");
    assertThat(inbox.check().rejected().get(0).message())
        .endsWith(
            "a span of characters [2,10) beyond its 9; as utf-16 the span is ' Ana\u0301"
                + " \u05D0\u05D1'");
  }

  @Test
  void aQuoteMayHaveOtherBlanksAtItsEnds() throws IOException {
    put("s5", "{'start': 1, 'end': 5, 'type': 'PER', 'text': 'B C'}");
    assertThat(inbox.check().rejected()).isEmpty();
  }

  @Test
  void aQuoteThatDiffersShowsBothTexts() throws IOException {
    put("s3", "{'start': 2, 'end': 6, 'type': 'PER', 'text': 'Ann'}");
    RejectedRow row = inbox.check().rejected().get(0);
    assertThat(row.reason()).isEqualTo(ReasonCode.QUOTE_DIFFERS);
    assertThat(row.message())
        .endsWith(
            "has the text 'Ann', but characters [2,6) of the sentence are 'Ana\u0301':"
                + " offsets count Unicode code points from 0");
  }

  @Test
  void offsetsInUtf16AreFoundOutByTheQuote() throws IOException {
    put("s3", "{'start': 3, 'end': 7, 'type': 'PER', 'text': 'Ana\u0301'}");
    RejectedRow row = inbox.check().rejected().get(0);
    assertThat(row.reason()).isEqualTo(ReasonCode.QUOTE_DIFFERS);
    assertThat(row.message()).endsWith("; as utf-16 the span is 'Ana\u0301'");
  }

  @ParameterizedTest
  @CsvSource({
    "s5,2,5,B  C",
    "s5,2,5,'B\nC'",
    "s5,2,5,' B\tC '",
    "s5,2,5,B\u00A0C",
    "s5,2,5,BC",
    "s5,2,5,B\u200B C",
    "s5,2,5,\uFEFFB C",
    "s3,2,6,An\u00E1",
    "s3,2,6,Ana\u0301",
    "s3,0,6,\uD83D\uDE00 An\u00E1"
  })
  void aQuoteMayBeAnotherWritingOfTheText(String record, int start, int end, String quote)
      throws IOException {
    put(
        record,
        "{'start': %d, 'end': %d, 'type': 'PER', 'text': '%s'}".formatted(start, end, quote));
    assertThat(inbox.check().rejected()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"s5,2,5,B c", "s5,2,5,B", "s5,2,5,''", "s3,2,6,Ana", "s3,2,6,'An\u00E1,'"})
  void anotherTextIsNoQuote(String record, int start, int end, String quote) throws IOException {
    put(
        record,
        "{'start': %d, 'end': %d, 'type': 'PER', 'text': '%s'}".formatted(start, end, quote));
    assertThat(inbox.check().rejected().get(0).reason()).isEqualTo(ReasonCode.QUOTE_DIFFERS);
  }

  @Test
  void aSpanByWordMayQuoteToo() throws IOException {
    put("s5", "{'start_word': 1, 'end_word': 3, 'type': 'PER', 'text': 'B C'}");
    put("s3", "{'start_word': 1, 'end_word': 3, 'type': 'PER', 'text': 'B C'}");
    CollectedReturns check = inbox.check();
    assertThat(check.accepted()).extracting(a -> a.annotation().sentenceId()).containsExactly("s5");
    assertThat(check.rejected().get(0).reason()).isEqualTo(ReasonCode.QUOTE_DIFFERS);
  }

  @Test
  void bothKindsOfOffsetsMustAgree() throws IOException {
    put("s5", "{'start_word': 1, 'end_word': 3, 'start': 2, 'end': 5, 'type': 'PER'}");
    put("s3", "{'start_word': 1, 'end_word': 3, 'start': 2, 'end': 6, 'type': 'PER'}");
    CollectedReturns check = inbox.check();
    assertThat(check.accepted()).hasSize(1);
    assertThat(check.rejected().get(0).reason()).isEqualTo(ReasonCode.OFFSETS_DIFFER);
    assertThat(check.rejected().get(0).message())
        .endsWith(
            "a span of words [1,3), but its characters [2,6) are words [1,2): send one of the two");
  }

  @Test
  void eachSpanMayCountInItsOwnWay() throws IOException {
    put(
        "s5",
        "{'start_word': NULL::INT, 'end_word': NULL::INT, 'start': 2, 'end': 5, 'type': 'PER'},"
            + " {'start_word': 3, 'end_word': 4, 'start': NULL::INT, 'end': NULL::INT, 'type':"
            + " 'LOC'}");
    assertThat(inbox.check().accepted().get(0).annotation().spans())
        .containsExactly(new EntitySpan(1, 3, "PER"), new EntitySpan(3, 4, "LOC"));
  }

  @Test
  void anImportThatCouldNotReadARecordSaysSo() throws IOException {
    inbox.put(
        "a.parquet",
        "SELECT NULL AS record_id, NULL AS batch_id, NULL AS annotator_id, NULL AS spans, 'line 7"
            + " is no JSON' AS import_error");
    RejectedRow row = inbox.check().rejected().get(0);
    assertThat(row.reason()).isEqualTo(ReasonCode.UNREADABLE_RECORD);
    assertThat(row.message()).endsWith("could not be imported: line 7 is no JSON");
  }

  @ParameterizedTest
  @CsvSource({"annotator_id,10001", "comment,10001"})
  void valuesBeyondMeasureAreRejected(String column, int length) throws IOException {
    inbox.put(
        "a.parquet",
        "SELECT * REPLACE (repeat('x', %d) AS %s) FROM (%s, '' AS comment)"
            .formatted(length, column, row("s5", "{'start': 2, 'end': 5, 'type': 'PER'}")));
    RejectedRow row = inbox.check().rejected().get(0);
    assertThat(row.reason()).isEqualTo(ReasonCode.VALUE_TOO_LONG);
    assertThat(row.message())
        .endsWith("has a value of %s of more than 10000 characters".formatted(column));
    assertThat(row.annotatorId().length()).isLessThan(240);
  }

  private void put(String record, String span) {
    inbox.put(record + ".parquet", row(record, span));
  }

  private static String row(String record, String span) {
    return "SELECT '%s' AS record_id, 'r1-b1' AS batch_id, 'a' AS annotator_id, [%s] AS spans"
        .formatted(record, span);
  }
}
