package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.contract.ReturnSink.FileFacts;
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
          .hasMessageContaining("nothing was merged");
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
