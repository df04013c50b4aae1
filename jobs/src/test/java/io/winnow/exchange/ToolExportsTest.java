package io.winnow.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.annotation.AnnotationStatus;
import io.winnow.columns.ColumnQuery;
import io.winnow.contract.CollectedReturns;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.ReasonCode;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.files.TextEncoding;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exports as the tools write them, by hand. The sentence "emoji" is an emoji, Ana [2,5) in code
 * points and [3,6) in UTF-16 units, a family [6,11), in, and Rom with an emoji [15,19).
 */
class ToolExportsTest {

  private static final String DATA =
      "\"text\": \"%s\", \"record_id\": \"emoji\", \"batch_id\": \"r0001-b0001\""
          .formatted(Office.text("emoji"));

  private static final String EMOJI = Office.WORDS.get("emoji").get(0);

  private static final List<EntitySpan> ANA = List.of(new EntitySpan(1, 2, "PER"));

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() {
    office = new Office(temp);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "7; 7",
        "\"a@b.net\"; a@b.net",
        "{\"id\": 7}; 7",
        "{\"id\": 7, \"email\": \"a@b.net\"}; a@b.net"
      })
  void labelStudioSaysWhoAnswered(String completedBy, String annotator) throws IOException {
    labelStudio("{\"completed_by\": %s, \"result\": [%s]}".formatted(completedBy, region(2, 5)));
    assertThat(office.check().accepted().get(0).annotation().annotatorId()).isEqualTo(annotator);
    assertAna();
  }

  @Test
  void offsetsOfAnOldLabelStudioAreKnownByTheirQuotes() throws IOException {
    labelStudio("{\"completed_by\": 7, \"result\": [%s]}".formatted(region(3, 6)));
    assertAna();
  }

  @Test
  void aQuoteThatFitsNoUnitIsRejected() throws IOException {
    labelStudio("{\"completed_by\": 7, \"result\": [%s]}".formatted(region(4, 7)));
    assertReason(ReasonCode.QUOTE_DIFFERS);
  }

  @Test
  void everyAnnotationOfATaskIsAnAnswerAndACancelledOneIsSkipped() throws IOException {
    labelStudio(
        "{\"completed_by\": 1, \"result\": [%s]}".formatted(region(2, 5)),
        "{\"completed_by\": 2, \"result\": []}",
        "{\"completed_by\": 3, \"was_cancelled\": true, \"result\": []}");
    assertThat(office.check().accepted())
        .extracting(a -> a.annotation().status(), a -> a.annotation().spans().size())
        .containsExactly(
            tuple(AnnotationStatus.DONE, 1),
            tuple(AnnotationStatus.DONE, 0),
            tuple(AnnotationStatus.SKIPPED, 0));
  }

  @Test
  void choicesAndRelationsOfATaskAreNoSpans() throws IOException {
    labelStudio(
        "{\"completed_by\": 1, \"result\": [{\"type\": \"choices\", \"value\": {\"choices\": [\"x\"]}}, {\"type\": \"relation\"}, %s]}"
            .formatted(region(2, 5)));
    assertAna();
  }

  @Test
  void jsonMinIsReadToo() throws IOException {
    office.deliver(
        ToolFormat.LABEL_STUDIO,
        "[{\"id\": 1, %s, \"annotator\": 4, \"annotation_id\": 9, \"lead_time\": 1.5, \"label\": [{\"start\": 2, \"end\": 5, \"text\": \"Ana\", \"labels\": [\"PER\"]}]}]"
            .formatted(DATA));
    assertThat(office.check().accepted().get(0).annotation().annotatorId()).isEqualTo("4");
    assertAna();
  }

  @Test
  void aBrokenTaskIsRejectedAndTheOthersCount() throws IOException {
    office.deliver(
        ToolFormat.LABEL_STUDIO,
        "[{\"data\": {%s}, \"annotations\": [{\"result\": [%s]}]}, 5, {\"data\": {\"record_id\": \"none\"}, \"annotations\": [{\"result\": [{\"value\": {\"labels\": [\"PER\"], \"start\": \"a\"}}]}]}]"
            .formatted(DATA, region(2, 5)));
    assertThat(office.check().accepted()).hasSize(1);
    assertThat(office.check().rejected())
        .extracting(RejectedRow::reason, RejectedRow::message)
        .containsExactly(
            tuple(
                ReasonCode.UNREADABLE_RECORD,
                "Cannot merge batch null: row 1 (record null) could not be imported: task 2: it is"
                    + " 5, not an object"),
            tuple(
                ReasonCode.UNREADABLE_RECORD,
                "Cannot merge batch null: row 2 (record none) could not be imported: task 3: it has"
                    + " no 'text'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{}; no line of it can be read; line 1: it has neither 'data' nor 'annotator'",
        "[{\"data\": {}; it is no whole JSON: it ends in the middle of task 1",
        "[] []; it has more content after its array of tasks",
        "[]; it holds no task",
        "[1, 2]; no task of it can be read; task 1: it is 1, not an object"
      })
  void whatIsNoExportOfLabelStudioIsRefused(String content, String says) throws IOException {
    assertThatThrownBy(() -> office.deliver(ToolFormat.LABEL_STUDIO, content))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("Cannot import export-0.txt as label-studio: " + says);
    assertThat(office.inbox()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": 1, %s, \"label\": [[3, 6, \"PER\"]], \"Comments\": [\"hm\"]}",
        "{\"id\": 1, %s, \"labels\": [[3, 6, \"PER\"]]}",
        "{\"id\": 1, %s, \"entities\": [{\"id\": 5, \"label\": \"PER\", \"start_offset\": 3,"
            + " \"end_offset\": 6}], \"relations\": []}"
      })
  void doccanoCountsUtf16(String record) throws IOException {
    office.deliver(ToolFormat.DOCCANO, record.formatted(DATA));
    assertAna();
  }

  @Test
  void olderDoccanoKeepsWhatWasSentAlongUnderMeta() throws IOException {
    office.deliver(
        ToolFormat.DOCCANO,
        "{\"id\": 1, \"text\": \"%s\", \"labels\": [[3, 6, \"PER\"]], \"meta\": {\"record_id\": \"emoji\", \"batch_id\": \"r0001-b0001\"}}"
            .formatted(Office.text("emoji")));
    assertAna();
  }

  @Test
  void aDoccanoProjectMayCountGraphemes() throws IOException {
    office.deliver(
        new VendorImport(
            ToolFormat.DOCCANO,
            Optional.of(OffsetUnit.GRAPHEMES),
            Optional.of("anna"),
            TextEncoding.AUTO,
            TypeMap.NONE,
            1,
            CollectedReturns.LIMITS,
            ColumnQuery.auto("--")),
        "{\"id\": 1, %s, \"label\": [[2, 5, \"PER\"], [11, 15, \"LOC\"]]}".formatted(DATA));
    assertThat(office.check().accepted().get(0).annotation().spans())
        .isEqualTo(Office.GOLD.get("emoji"));
  }

  @Test
  void whatWasNeverInDoccanoIsNoAnswer() throws IOException {
    assertThatThrownBy(
            () -> office.deliver(ToolFormat.DOCCANO, "{%s, \"label\": []}".formatted(DATA)))
        .hasMessageContaining("line 1: it has no 'id', so it was not exported by doccano");
  }

  @ParameterizedTest
  @CsvSource({"accept,DONE,1", "ignore,SKIPPED,0", "reject,SKIPPED,0"})
  void prodigysAnswersAreStatuses(String answer, AnnotationStatus status, int spans)
      throws IOException {
    prodigy("\"answer\": \"%s\", \"_annotator_id\": \"ner-bo\"".formatted(answer));
    assertThat(office.check().accepted())
        .extracting(
            a -> a.annotation().annotatorId(),
            a -> a.annotation().status(),
            a -> a.annotation().spans().size())
        .containsExactly(tuple("ner-bo", status, spans));
  }

  @Test
  void aSessionStandsForItsAnnotator() throws IOException {
    prodigy("\"answer\": \"accept\", \"_session_id\": \"ner-anna\"");
    assertThat(office.check().accepted().get(0).annotation().annotatorId()).isEqualTo("ner-anna");
    assertAna();
  }

  @Test
  void whatNobodyAnsweredInProdigyIsNoAnswer() {
    assertThatThrownBy(() -> prodigy("\"_session_id\": \"ner-anna\""))
        .hasMessageContaining("it has no 'answer', so it was not annotated in Prodigy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "nonsense; line 2: it is no JSON (Unrecognized token 'nonsense'",
        "{\"answer\": \"accept\", \"text\": \"a\"; line 2: it is no JSON (Unexpected end-of-input",
        "{\"answer\": \"accept\", \"text\": \"a\"} 7; line 2: it is no JSON (Trailing token",
        "{\"answer\": \"maybe\", \"text\": \"a\"}; line 2: its 'answer' is 'maybe', none of accept",
        "{\"answer\": \"accept\", \"text\": [1]}; line 2: its 'text' is a list, not a text",
        "{\"answer\": \"accept\", \"text\": \"a\", \"spans\": 1}; line 2: its 'spans' is 1, not a"
            + " list",
        "{\"answer\": \"accept\", \"text\": \"a\", \"spans\": [{\"start\": 1e99}]}; line 2:"
            + " 'start' of span 1 is 1.0E99, not a whole number"
      })
  void aBrokenLineIsRejectedAndTheOthersCount(String line, String says) throws IOException {
    office.deliver(
        ToolFormat.PRODIGY,
        "{%s, \"answer\": \"accept\", \"spans\": []}\n%s\n\n".formatted(DATA, line));
    assertThat(office.check().accepted()).hasSize(1);
    assertReason(ReasonCode.UNREADABLE_RECORD);
    assertThat(office.check().rejected().get(0).message()).contains(says);
  }

  @Test
  void aToolThatChangedTheTextIsFoundOut() throws IOException {
    office.deliver(
        ToolFormat.PRODIGY,
        "{\"answer\": \"accept\", \"text\": \"Ana wins\", \"record_id\": \"emoji\", \"batch_id\":"
            + " \"r0001-b0001\", \"spans\": [{\"start\": 0, \"end\": 3, \"label\": \"PER\"}]}");
    assertReason(ReasonCode.UNREADABLE_RECORD);
    assertThat(office.check().rejected().get(0).message())
        .contains("its text is 'Ana wins', what was sent as record emoji is '" + EMOJI);
  }

  @Test
  void conllMayHaveFourColumnsAndAnyTagFormat() throws IOException {
    office.deliver(
        ToolFormat.CONLL,
        "\uFEFF-DOCSTART- -X- O O\r\n\r\n"
            + "# record_id = digits\r\n"
            + "# batch_id = r0001-b0001\r\n"
            + "# text = 1984 42\r\n"
            + "1984 CD I-NP U-PER\r\n"
            + "42 CD I-NP O\r\n");
    assertThat(office.check().accepted().get(0).annotation().spans())
        .containsExactly(new EntitySpan(0, 1, "PER"));
  }

  @Test
  void conllMayHaveAnIndexAndOtherColumnsAndThatIsSaid() throws IOException {
    VendorImport.Imported imported =
        office.deliver(
            ToolFormat.CONLL,
            "# record_id = marks\n# batch_id = r0001-b0001\n"
                + "1\tJos\u00E9\tX\tb-PER\n"
                + "2\tMu\u00F1oz\u00A0\tX\ti-PER\n"
                + "3\tde\tX\to\n"
                + "4\t\u00C5s\tX\tb-LOC\n");
    assertThat(office.check().rejected()).isEmpty();
    assertThat(office.check().accepted().get(0).annotation().spans())
        .isEqualTo(Office.GOLD.get("marks"));
    assertThat(imported.summary().notes())
        .contains(
            "columns of export-0.txt: 2 is the word ('Jos\u00E9'), 4 the tag ('b-PER'); not used:"
                + " 1, 3");
  }

  @Test
  void conllWhoseColumnsTakeAGuessIsRefused() {
    assertThatThrownBy(
            () ->
                office.deliver(
                    ToolFormat.CONLL, "# record_id = digits\n1984\tB-PER\tO\n42\tO\tB-LOC\n"))
        .hasMessageContaining(
            "columns 2 ('B-PER') and 3 ('B-LOC') both hold entity tags; --tag-column=2 or 3"
                + " decides");
  }

  @Test
  void conllMayHaveCommentsAndAlignedColumns() throws IOException {
    office.deliver(
        ToolFormat.CONLL,
        "# made by a tool\n\n"
            + "# by Kim\n"
            + "# record_id = digits\n"
            + "# batch_id = r0001-b0001\n"
            + "1984  \t B-PER\n"
            + "# a doubt\n"
            + "42    \t O\n");
    assertThat(office.check().accepted().get(0).annotation().spans())
        .containsExactly(new EntitySpan(0, 1, "PER"));
    assertThat(office.check().rejected()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1948\\tO\\n42\\tO; word 0 of record digits is '1948', it was sent as '1984'",
        "1984\\tO\\n42; 1 column ('42'), where line 6 has 2 (line 7)"
      })
  void conllWithOtherWordsIsRejected(String lines, String says) throws IOException {
    office.deliver(
        ToolFormat.CONLL,
        "# record_id = empty\n"
            + "# batch_id = r0001-b0001\n\n"
            + "# record_id = digits\n"
            + "# batch_id = r0001-b0001\n"
            + lines.replace("\\t", "\t").replace("\\n", "\n"));
    assertReason(ReasonCode.UNREADABLE_RECORD);
    assertThat(office.check().rejected().get(0).message()).contains("line 4: ").endsWith(says);
  }

  @Test
  void conllWithAWordTooFewIsRejectedByItsTags() throws IOException {
    office.deliver(ToolFormat.CONLL, "# record_id = digits\n# batch_id = r0001-b0001\n1984\tO\n");
    assertReason(ReasonCode.TAG_COUNT);
  }

  @Test
  void conllWithoutTheCommentsIsRefused() {
    assertThatThrownBy(() -> office.deliver(ToolFormat.CONLL, "1984\tO\n42\tO\n"))
        .hasMessageContaining("line 1: no comment '# record_id = ...' names the sentence");
  }

  private void labelStudio(String... annotations) throws IOException {
    office.deliver(
        ToolFormat.LABEL_STUDIO,
        "[{\"id\": 1, \"data\": {%s}, \"annotations\": [%s]}]"
            .formatted(DATA, String.join(", ", annotations)));
  }

  private static String region(int start, int end) {
    return "{\"type\": \"labels\", \"from_name\": \"label\", \"value\": {\"start\": %d, \"end\": %d, \"text\": \"Ana\", \"labels\": [\"PER\"]}}"
        .formatted(start, end);
  }

  private void prodigy(String answer) throws IOException {
    office.deliver(
        ToolFormat.PRODIGY,
        "{%s, %s, \"spans\": [{\"start\": 2, \"end\": 5, \"label\": \"PER\"}]}"
            .formatted(DATA, answer));
  }

  private void assertAna() throws IOException {
    assertThat(office.check().rejected()).isEmpty();
    assertThat(office.check().accepted())
        .singleElement()
        .satisfies(a -> assertThat(a.annotation().spans()).isEqualTo(ANA));
  }

  private void assertReason(ReasonCode reason) throws IOException {
    assertThat(office.check().rejected()).extracting(RejectedRow::reason).containsExactly(reason);
  }
}
