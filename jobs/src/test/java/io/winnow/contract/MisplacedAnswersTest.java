package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.contract.ReturnSink.FileFacts;
import io.winnow.text.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in columns that no one asked for are no "no entity". */
class MisplacedAnswersTest {

  private static final String PER_1_3 = "[{'start_word': 1, 'end_word': 3, 'type': 'PER'}]";

  @TempDir private Path temp;
  private Inbox inbox;

  @BeforeEach
  void openTheInbox() {
    inbox = new Inbox(temp);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'start': 2, 'end': 5, 'label': 'PER'}]",
        "[{'start': 2, 'end': 5, 'labels': ['PER'], 'text': 'B C'}]",
        "[{'begin': 2, 'end': 5, 'tag': 'PER'}]",
        "[{'startOffset': 2, 'endOffset': 5, 'entityType': 'PER'}]",
        "[{'start_token': 1, 'end_token': 3, 'entity_group': 'PER', 'score': 0.9}]",
        "[{'offset': 2, 'length': 3, 'category': 'PER'}]",
        "[{'from': 2, 'to': 5, 'type': 'PER'}]",
        "[{'id': 'x', 'value': {'start': 2, 'end': 5, 'labels': ['PER']}}]",
        "'[{\"start\": 2, \"end\": 5, \"label\": \"PER\"}]'",
        "'[{''start'': 2, ''end'': 5, ''label'': ''PER''}]'",
        "'{\"entities\": [[2, 5, \"PER\"]]}'",
        "'[[2, 5, \"PER\"]]'",
        "['O', 'B-PER', 'I-PER', 'O', 'O']",
        "'O B-PER I-PER O O'",
        "[{'by': 'x', 'spans': [{'start_word': 1, 'end_word': 3, 'type': 'PER'}]}]",
        "{'start': [2], 'end': [5], 'label': ['PER']}",
        "'[\"O\", \"B-PER\", \"I-PER\", \"O\", \"O\"]'",
        "'O\nB-PER\nI-PER\nO\nO'"
      })
  void entitiesInAnotherColumnAreFoundWhateverTheirForm(String value) {
    for (String nothing : List.of("[] AS spans", "['O', 'O', 'O', 'O', 'O'] AS tags")) {
      inbox.put(
          "a.parquet", select("NULL AS ner, " + nothing), select(value + " AS ner, " + nothing));
      ContractBreachException breach =
          catchThrowableOfType(ContractBreachException.class, inbox::check);
      assertThat(breach)
          .hasMessageStartingWith(
              "Cannot merge return a.parquet: no row has an entity in 'spans' or 'tags', but column"
                  + " 'ner' has what looks like some, first in row 1: ")
          .hasMessageContaining("nothing of it was merged");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'no entity at all'",
        "'O O O O O'",
        "['a', 'b']",
        "uuid()",
        "'\\xFF\\xFE'::BLOB",
        "now()",
        "MAP {'k': 1}",
        "[{'deep': {'er': [[1, 2]]}}]",
        "1.5::DECIMAL(9,2)",
        "NULL",
        "[]",
        "''",
        "'[]'",
        "'[1, 2, 3]'",
        "'{\"time\": 3}'",
        "[{'start': 1, 'end': 2}]",
        "{'start': now(), 'end': now(), 'type': 'pause'}",
        "'['",
        "7"
      })
  void otherColumnsAreNamedAndNothingElse(String value) throws IOException {
    inbox.put("a.parquet", select("[] AS spans, %s AS extra, 1 AS more".formatted(value)));
    CollectedReturns check = inbox.check();
    assertThat(check.accepted()).hasSize(1);
    assertThat(check.files())
        .extracting(FileFacts::unused)
        .containsExactly(List.of("extra", "more"));
  }

  @Test
  void beliefsOfAModelMayStandBesideAnAnswer() throws IOException {
    inbox.put(
        "a.parquet",
        select(
            "%s AS spans, [{'start': 2, 'end': 3, 'label': 'LOC'}] AS model".formatted(PER_1_3)));
    assertThat(inbox.check().accepted()).hasSize(1);
  }

  @Test
  void columnsOfTheBatchMayComeBack() throws IOException {
    inbox.put(
        "a.parquet",
        select(
            "[] AS spans, 'A B C D E' AS text, 1 AS position, [{'start_word': 1, 'end_word': 3,"
                + " 'type': 'PER', 'confidence': 0.9}] AS suggestions"));
    CollectedReturns check = inbox.check();
    assertThat(check.accepted()).hasSize(1);
    assertThat(check.files()).extracting(FileFacts::unused).containsExactly(List.of());
  }

  @Test
  void aWrongEntityIsOneToo() throws IOException {
    inbox.put(
        "a.parquet",
        select("%s AS spans, ['B-LOC'] AS model".formatted(PER_1_3.replace("PER", "WHO"))));
    assertThat(inbox.check().rejected()).hasSize(1);
  }

  @Test
  void whereBothColumnsAreMissingTheOneThatLooksLikeSpansIsNamed() {
    inbox.put("a.parquet", select("[{'start': 2, 'end': 5, 'label': 'PER'}] AS entities"));
    assertThat(catchThrowableOfType(ContractBreachException.class, inbox::check))
        .hasMessageContaining(
            "columns 'spans' and 'tags' are both missing; column 'entities' looks like spans");
  }

  @ParameterizedTest
  @ValueSource(strings = {"skipped", "Unsure", "cancelled", "reject", "ignore"})
  void aStatusOfAnotherNameIsNotDone(String state) {
    inbox.put(
        "a.parquet",
        select("%s AS spans, 'done' AS state, 'x' AS other".formatted(PER_1_3)),
        select("%s AS spans, NULL AS state, 'y' AS other".formatted(PER_1_3)),
        select("%s AS spans, '%s' AS state, 'done' AS other".formatted(PER_1_3, state)));
    assertThat(catchThrowableOfType(ContractBreachException.class, inbox::check))
        .hasMessageContaining(
            "it has no column 'status', so that every row would be done, but column 'state' says"
                + " '%s' in row 2: call it 'status'".formatted(state.toLowerCase(Locale.ROOT)));
  }

  @Test
  void aColumnThatSaysMoreThanStatesIsNone() throws IOException {
    inbox.put(
        "a.parquet",
        select("%s AS spans, 'skip' AS remark, 'done' AS state".formatted(PER_1_3)),
        select("[] AS spans, 'it is late' AS remark, 'accepted' AS state"));
    assertThat(inbox.check().accepted()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"A B C D E", "A  B C\u00A0D E", "ABCDE", "''"})
  void theSentencesTextMayComeBack(String text) throws IOException {
    inbox.put("a.parquet", select("%s AS spans, '%s' AS text".formatted(PER_1_3, text)));
    assertThat(inbox.check().accepted()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"A B C D", "a b c d e"})
  void anotherSentencesTextIsNone(String text) throws IOException {
    inbox.put("a.parquet", select("%s AS spans, '%s' AS text".formatted(PER_1_3, text)));
    assertThat(inbox.check().rejected())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.reason()).isEqualTo(ReasonCode.TEXT_DIFFERS);
              assertThat(row.message())
                  .endsWith("has the text '%s', but what was sent is 'A B C D E'".formatted(text));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "done, false",
    "is_done, 0",
    "annotated, false",
    "was_cancelled, true",
    "skipped, 1",
    "state, lower('NEW')"
  })
  void aYesOrNoOfAnotherNameIsAStateToo(String column, String notDone) {
    inbox.put(
        "a.parquet",
        select(PER_1_3 + " AS spans, NULL AS \"%s\"".formatted(column)),
        select("[] AS spans, %s AS \"%s\"".formatted(notDone, column)));
    assertThat(catchThrowableOfType(ContractBreachException.class, inbox::check))
        .hasMessageContaining("but column '%s' says".formatted(column))
        .hasMessageContaining("in row 1");
  }

  @ParameterizedTest
  @CsvSource({"done, true", "skipped, false", "count, 0", "gold, false"})
  void aYesOrNoOfWorkThatIsDoneIsNone(String column, String done) throws IOException {
    inbox.put("a.parquet", select("%s AS spans, %s AS %s".formatted(PER_1_3, done, column)));
    assertThat(inbox.check().accepted()).hasSize(1);
  }

  @Test
  void rowsThatNobodyMayHaveOpenedAreNamed() throws IOException {
    inbox.put(
        "a.parquet",
        select(PER_1_3 + " AS spans, 4.5 AS seconds, now() AS saved, 'x' AS note"),
        other("b", "[] AS spans, NULL AS seconds, now() AS saved, NULL AS note"),
        other("c", "[] AS spans, NULL AS seconds, NULL AS saved, 'y' AS note"));
    assertThat(inbox.check().files())
        .extracting(FileFacts::remarks)
        .containsExactly(
            List.of(
                "has no 'seconds' in 2 rows, and none of these has an entity; if nobody opened"
                    + " them, leave them out"));
  }

  @Test
  void aFileWithoutAnEntityIsNamed() throws IOException {
    inbox.put("a.parquet", select("[] AS spans"), other("b", "[] AS spans"));
    assertThat(inbox.check().files())
        .extracting(FileFacts::remarks)
        .containsExactly(List.of("has 2 answers, and none of them an entity"));
  }

  @Test
  void suggestionsThatWereCorrectedInTheirPlaceAreEntities() {
    inbox.put(
        "a.parquet",
        select(
            "[] AS spans, [{'start_word': 1, 'end_word': 3, 'type': 'LOC', 'confidence': 0.9}] AS"
                + " suggestions"));
    assertThat(catchThrowableOfType(ContractBreachException.class, inbox::check))
        .hasMessageContaining(
            "no row has an entity in 'spans' or 'tags', but column 'suggestions' has");
  }

  @Test
  void fieldsOfSpansThatAreNotUsedAreNamed() throws IOException {
    inbox.put(
        "a.parquet",
        select(
            "[{'start_word': 1, 'end_word': 3, 'type': 'PER', 'score': 0.5, 'deleted': true}] AS"
                + " spans"));
    assertThat(inbox.check().files())
        .extracting(FileFacts::unused)
        .containsExactly(List.of("spans.score", "spans.deleted"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['A', 'B', 'C', 'D', 'E'] AS words",
        "['A ', 'B', 'C', 'D', 'E'] AS tokens",
        "[{'form': 'A'}, {'form': 'B'}, {'form': 'C'}, {'form': 'D'}, {'form': 'E'}] AS tokens",
        "[]::VARCHAR[] AS words",
        "['A'] AS words_before",
        "[1, 2] AS tokens"
      })
  void theSentencesWordsMayComeBack(String words) throws IOException {
    inbox.put("a.parquet", select("%s AS spans, %s".formatted(PER_1_3, words)));
    assertThat(inbox.check().accepted()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['A', 'B C', 'D', 'E'] AS words",
        "['A', 'B', 'C', 'D', 'E', '.'] AS tokens",
        "[{'text': 'A'}, {'text': 'b'}, {'text': 'C'}, {'text': 'D'}, {'text': 'E'}] AS words"
      })
  void otherWordsCountOtherwise(String words) throws IOException {
    inbox.put(
        "a.parquet",
        select("%s AS spans, %s".formatted(PER_1_3, words)),
        other("b", "[{'start': 2, 'end': 5, 'type': 'PER'}] AS spans, " + words));
    CollectedReturns check = inbox.check();
    assertThat(check.rejected())
        .singleElement()
        .satisfies(row -> assertThat(row.reason()).isEqualTo(ReasonCode.TEXT_DIFFERS));
    assertThat(check.accepted()).as("spans by character").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "2, 3, 0", "4, 5, 0", "6, 7, 0", "8, 9, 1"})
  void aPlaceThatMeansTwoThingsIsNone(int start, int end, int accepted) throws IOException {
    // In the copy, [4,5) is C; in what was sent, it is B.
    SentSentences sent =
        new SentSentences(
            List.of(
                SentSentences.SentSentence.of(
                    "s",
                    "r1-b1",
                    "A   B C D",
                    List.of(word("A", 0), word("B", 4), word("C", 6), word("D", 8)))));
    inbox.put(
        "a.parquet",
        "SELECT 's' AS record_id, 'r1-b1' AS batch_id, 'a' AS annotator_id, [{'start': %d, 'end': %d, 'type': 'PER'}] AS spans, 'A B C D' AS text"
            .formatted(start, end));
    CollectedReturns check =
        CollectedReturns.of(
            Inbox.LABELS, sent, Hadoop.local(), Deliveries.list(Hadoop.local(), Hadoop.path(temp)));
    assertThat(check.accepted()).hasSize(accepted);
  }

  private static Word word(String text, int start) {
    return new Word(text, start, start + text.length());
  }

  private static String other(String annotator, String columns) {
    return select(columns)
        .replace("'a' AS annotator_id", "'%s' AS annotator_id".formatted(annotator));
  }

  @Test
  void bytesThatAreNoTextAreNoName() {
    inbox.put(
        "a.parquet",
        "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'J\\xF6rg'::BLOB AS annotator_id, %s AS spans"
            .formatted(PER_1_3));
    assertThat(catchThrowableOfType(ContractBreachException.class, inbox::check))
        .hasMessageContaining(
            "a.parquet: it is damaged at row 0 (a text of 'annotator_id' is not UTF-8: byte 0xF6"
                + " after 1 characters)");
  }

  private static String select(String columns) {
    return "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' AS annotator_id, " + columns;
  }
}
