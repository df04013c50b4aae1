package io.winnow.contract;

import static io.winnow.annotation.AnnotationStatus.DONE;
import static io.winnow.annotation.AnnotationStatus.SKIPPED;
import static io.winnow.annotation.AnnotationStatus.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.annotation.AnnotationStatus;
import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.FileFacts;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.contract.ReturnSink.ReplacedAnnotation;
import io.winnow.text.EntitySpan;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Returns are written by DuckDB. Record s5 has 5 words, s3 has 3; both went out in r1-b1. */
class ReturnValidatorTest {

  private static final String PER_0_2 = "[{'start_word': 0, 'end_word': 2, 'type': 'PER'}]";

  @TempDir private Path temp;
  private Inbox inbox;

  @BeforeEach
  void openTheInbox() {
    inbox = new Inbox(temp);
  }

  @Test
  void aWellFormedRowIsAcceptedWithAllThatItSays() throws IOException {
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "anna", "done", PER_0_2) + ", 12.5 AS seconds, 'easy' AS comment");
    AcceptedAnnotation accepted = inbox.check().accepted().get(0);
    assertThat(accepted.annotation().sentenceId()).isEqualTo("s5");
    assertThat(accepted.annotation().annotatorId()).isEqualTo("anna");
    assertThat(accepted.annotation().status()).isEqualTo(DONE);
    assertThat(accepted.annotation().spans()).containsExactly(new EntitySpan(0, 2, "PER"));
    assertThat(accepted)
        .extracting(
            AcceptedAnnotation::batchId,
            AcceptedAnnotation::seconds,
            AcceptedAnnotation::comment,
            AcceptedAnnotation::file,
            AcceptedAnnotation::row)
        .containsExactly("r1-b1", 12.5, "easy", "a.parquet", 0L);
  }

  @Test
  void theStatusIsReadInAnyCaseAndSkippedNeedsNoSpans() throws IOException {
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "a", "DONE", "[]"),
        row("s5", "r1-b1", "b", " Unsure ", PER_0_2),
        row("s5", "r1-b1", "c", "skipped", "NULL"));
    assertThat(statuses()).containsExactly(DONE, UNSURE, SKIPPED);
  }

  @Test
  void withoutAStatusColumnEveryRowIsDone() throws IOException {
    inbox.put(
        "a.parquet",
        "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' AS annotator_id, %s AS spans"
            .formatted(PER_0_2));
    assertThat(statuses()).containsExactly(DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "skip", "cancelled", "reject", "ignore", "accept", "null", "1", "done!"})
  void anotherStatusIsNoneOfTheThree(String status) throws IOException {
    inbox.put("a.parquet", row("s5", "r1-b1", "a", status, PER_0_2));
    RejectedRow row = inbox.check().rejected().get(0);
    assertThat(row.reason()).isEqualTo(ReasonCode.UNKNOWN_STATUS);
    assertThat(row.message())
        .contains("has status '%s', which is none of done, unsure, skipped".formatted(status));
  }

  @Test
  void rowsWithoutAStatusAmongOthersAreDoneAndCounted() throws IOException {
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "a", "unsure", PER_0_2),
        row("s5", "r1-b1", "b", "done", PER_0_2).replace("'done'", "NULL"));
    inbox.put("b.parquet", row("s5", "r1-b1", "c", "x", PER_0_2).replace("'x'", "NULL"));
    CollectedReturns check = inbox.check();
    assertThat(check.accepted()).hasSize(3);
    assertThat(check.files())
        .extracting(FileFacts::remarks)
        .containsExactly(
            List.of("has 1 rows without a status among others that have one; they count as done"),
            List.of());
  }

  @Test
  void aFileWhoseSpansEndWhereTheyBeginIsRefused() {
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "a", "done", sql("0,0,PER")),
        row("s5", "r1-b1", "b", "done", sql("0,1,PER")),
        row("s5", "r1-b1", "c", "done", sql("4,4,LOC")));
    assertThatThrownBy(inbox::check)
        .isInstanceOf(ContractBreachException.class)
        .hasMessage(
            "Cannot merge return a.parquet: 2 of its 3 spans end at the word that they begin at:"
                + " end_word seems to be the last word; nothing of it was merged. Words count from"
                + " 0, and end_word lies behind the last one; a row has all spans that an annotator"
                + " gives a sentence");
  }

  @Test
  void aRowForEachSpanIsRefused() {
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "a", "done", sql("0,1,PER")),
        row("s5", "r1-b1", "a", "done", sql("2,3,PER")),
        row("s3", "r1-b1", "a", "done", sql("0,1,PER")));
    assertThatThrownBy(inbox::check)
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("each span seems to have a row of its own; nothing of it was merged");
  }

  @Test
  void aCorrectionOfOneSpanIsNone() throws IOException {
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "a", "done", sql("0,1,PER")),
        row("s5", "r1-b1", "a", "done", sql("0,2,PER")));
    inbox.put("b.parquet", row("s5", "r1-b1", "a", "done", sql("3,4,PER")));
    assertThat(inbox.check().accepted()).hasSize(1);
  }

  @Test
  void spansThatAreFullStopsAreNamed() throws IOException {
    SentSentences sent =
        new SentSentences(List.of(Inbox.sent("p", "Ida kam ."), Inbox.sent("q", "Nach Ulm .")));
    inbox.put(
        "a.parquet",
        row("p", "r1-b1", "a", "done", sql("2,3,PER")),
        row("q", "r1-b1", "a", "done", sql("2,3,LOC")));
    CollectedReturns check =
        CollectedReturns.of(
            Inbox.LABELS, sent, Hadoop.local(), Deliveries.list(Hadoop.local(), Hadoop.path(temp)));
    assertThat(check.files())
        .extracting(FileFacts::remarks)
        .containsExactly(
            List.of(
                "has 2 spans of a last word without a letter, such as '.'; if its words count from"
                    + " 1, all its spans are wrong"));
  }

  @Test
  void oneSpanThatEndsWhereItBeginsIsItsRowsMatter() throws IOException {
    inbox.put("b.parquet", row("s3", "r1-b1", "a", "done", sql("1,1,PER")));
    assertThat(inbox.check().rejected()).hasSize(1);
  }

  @Test
  void typesAreRenamedAndDroppedBeforeAnythingElseIsAskedOfThem() throws IOException {
    TypeMap map = new TypeMap(new TreeMap<>(Map.of("Person", "PER", "B-misc", "")));
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "a", "done", sql("0,2,Person 1,9,misc 3,4,LOC")),
        row("s5", "r1-b1", "b", "done", sql("0,2,Person 2,4,Place")));
    inbox.put("b.parquet", tagged("s5", "['B-Person', 'I-Person', 'B-misc', 'U-LOC', 'O']"));
    inbox.put(
        "c.parquet",
        row("s3", "r1-b1", "a", "done", sql("0,1,Person 1,2,misc"))
            + ", ['B-Person', 'B-misc', 'O'] AS tags");
    CollectedReturns check = inbox.check(map);
    assertThat(check.accepted())
        .extracting(a -> a.annotation().spans())
        .containsExactly(
            List.of(new EntitySpan(0, 1, "PER")),
            List.of(new EntitySpan(0, 2, "PER"), new EntitySpan(3, 4, "LOC")));
    assertThat(check.repeated()).as("tags that say what spans said").isEqualTo(1);
    assertThat(check.files())
        .extracting(FileFacts::dropped)
        .allMatch(dropped -> dropped.equals(Map.of("misc", 1L)));
    assertThat(check.rejected())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.reason()).isEqualTo(ReasonCode.UNKNOWN_TYPE);
              assertThat(row.message())
                  .endsWith(
                      "has type 'Place', which is none of [PER, LOC]. To rename a type, or to drop"
                          + " it on purpose (null): --set 'labels.map={NAME=TYPE}'");
            });
  }

  @ParameterizedTest
  @CsvSource({"per,PER", "Person,PER", "PERS,PER", "LC,LOC", "Location,LOC", "my-PER,PER"})
  void anUnknownTypeIsShownTheNearest(String type, String nearest) throws IOException {
    inbox.put("a.parquet", row("s5", "r1-b1", "a", "done", sql("0,2," + type)));
    assertThat(inbox.check().rejected().get(0).message())
        .endsWith(
            ". If these are names for the same: --set 'labels.map={%s=%s}'"
                .formatted(type, nearest));
  }

  @Test
  void aMapThatLeadsToAnUnknownTypeIsNamed() throws IOException {
    inbox.put("a.parquet", row("s5", "r1-b1", "a", "done", sql("0,2,Person")));
    TypeMap map = new TypeMap(new TreeMap<>(Map.of("Person", "HUMAN")));
    assertThat(inbox.check(map).rejected().get(0).message())
        .endsWith("has type 'Person', which is none of [PER, LOC]; labels.map makes it 'HUMAN'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "IOB1; ['I-PER', 'I-PER', 'O', 'I-LOC', 'B-LOC']",
        "IOB2; ['B-PER', 'I-PER', 'O', 'B-LOC', 'B-LOC']",
        "BILOU; ['B-PER', 'L-PER', 'O', 'U-LOC', 'U-LOC']"
      })
  void tagsOfAnyFormatGiveTheSameSpans(String format, String tags) throws IOException {
    inbox.put("a.parquet", tagged("s5", tags));
    assertThat(inbox.check().accepted().get(0).annotation().spans())
        .as(format)
        .containsExactly(
            new EntitySpan(0, 2, "PER"), new EntitySpan(3, 4, "LOC"), new EntitySpan(4, 5, "LOC"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "UNKNOWN_RECORD; nope; r1-b1; a; done; []; was never sent",
        "WRONG_BATCH; s5; r1-b2; a; done; []; went out in batch r1-b1, not in this one",
        "MISSING_VALUE; s5; r1-b1; ' '; done; []; has no annotator_id",
        "MISSING_VALUE; s5; r1-b1; a; done; NULL; has neither spans nor tags",
        "UNKNOWN_STATUS; s5; r1-b1; a; finished; []; has status 'finished'",
        "SPAN_OUT_OF_RANGE; s5; r1-b1; a; done; 4,6,PER; has span [4,6) beyond its 5 words",
        "SPAN_OUT_OF_RANGE; s3; r1-b1; a; done; 0,4,PER; has span [0,4) beyond its 3 words",
        "SPAN_EMPTY; s5; r1-b1; a; done; 2,2,PER; has span [2,2), which holds no word",
        "SPAN_EMPTY; s5; r1-b1; a; done; 3,2,PER; has span [3,2), which holds no word",
        "SPAN_EMPTY; s5; r1-b1; a; done; -1,2,PER; has span [-1,2), which holds no word",
        "SPAN_OVERLAP; s5; r1-b1; a; done; 0,3,PER 2,4,LOC; [0,3) PER and [2,4) LOC, which overlap",
        "SPAN_OVERLAP; s5; r1-b1; a; done; 0,3,PER 0,3,PER; [0,3) PER and [0,3) PER, which overlap",
        "UNKNOWN_TYPE; s5; r1-b1; a; done; 0,2,per; has type 'per', which is none of [PER, LOC]",
        "MISSING_VALUE; s5; r1-b1; a; done; NULL,2,PER; has a span without start_word",
        "MISSING_VALUE; s5; r1-b1; a; done; 0,2,NULL; has no type of span [0,2)"
      })
  void aWrongRowIsRejectedWithItsReason(
      ReasonCode reason,
      String record,
      String batch,
      String annotator,
      String status,
      String spans,
      String says)
      throws IOException {
    inbox.put(
        "a.parquet",
        row("s3", "r1-b1", "good", "done", PER_0_2),
        row(record, batch, annotator, status, sql(spans)));
    CollectedReturns check = inbox.check();
    assertThat(check.accepted()).hasSize(1);
    assertThat(check.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(reason);
              assertThat(rejected.file()).isEqualTo("a.parquet");
              assertThat(rejected.row()).isEqualTo(1);
              assertThat(rejected.recordId()).isEqualTo(record);
              assertThat(rejected.message())
                  .startsWith("Cannot merge batch %s: row 1 (record %s) ".formatted(batch, record))
                  .contains(says);
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "TAG_COUNT; ['O', 'O']; has 2 tags for its 5 words",
        "BAD_TAG; ['O', 'O', 'PER', 'O', 'O']; Word 2 has the tag 'PER'",
        "BAD_TAG; ['O', NULL, 'O', 'O', 'O']; has no tag for word 1",
        "UNKNOWN_TYPE; ['O', 'O', 'B-MISC', 'O', 'O']; has type 'MISC'"
      })
  void wrongTagsAreRejectedWithTheirReason(ReasonCode reason, String tags, String says)
      throws IOException {
    inbox.put("a.parquet", tagged("s5", tags));
    assertThat(inbox.check().rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(reason);
              assertThat(rejected.message()).contains(says);
            });
  }

  @Test
  void spansAndTagsMayBothBeThereIfTheyAgree() throws IOException {
    String agree = ", ['B-PER', 'I-PER', 'O', 'O', 'O'] AS tags";
    String differ = ", ['B-PER', 'O', 'O', 'O', 'O'] AS tags";
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "a", "done", PER_0_2) + agree,
        row("s5", "r1-b1", "b", "done", PER_0_2) + differ);
    CollectedReturns check = inbox.check();
    assertThat(check.accepted()).hasSize(1);
    assertThat(check.rejected())
        .extracting(RejectedRow::reason)
        .containsExactly(ReasonCode.SPANS_AND_TAGS_DIFFER);
  }

  @Test
  void anImpossibleTimeIsRejectedAndNaNMeansNone() throws IOException {
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "a", "done", "[]") + ", 'NaN'::DOUBLE AS seconds",
        row("s5", "r1-b1", "b", "done", "[]") + ", -1 AS seconds");
    CollectedReturns check = inbox.check();
    assertThat(check.accepted().get(0).seconds()).isNull();
    assertThat(check.rejected().get(0).message()).contains("took -1.0 seconds");
  }

  @Test
  void theSpansOfASkippedSentenceAreNotRead() throws IOException {
    inbox.put("a.parquet", row("s5", "r1-b1", "a", "skipped", sql("9,99,NONSENSE")));
    assertThat(inbox.check().accepted().get(0).annotation().spans()).isEmpty();
  }

  @Test
  void theSameFileTwiceChangesNothing() throws IOException {
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "a", "done", PER_0_2),
        row("nope", "r1-b1", "a", "done", "[]"));
    CollectedReturns once = inbox.check();
    inbox.copy("a.parquet", "again/a.parquet");
    CollectedReturns twice = inbox.check();
    assertThat(twice.accepted()).isEqualTo(once.accepted());
    assertThat(twice.rejected()).isEqualTo(once.rejected());
    assertThat(twice.repeated()).isEqualTo(2);
  }

  @Test
  void theSameAnswerTwiceCountsOnceWhereItWasFirstGiven() throws IOException {
    String answer = row("s5", "r1-b1", "a", "done", PER_0_2);
    inbox.put("a.parquet", answer, answer);
    inbox.put("b.parquet", answer);
    CollectedReturns check = inbox.check();
    assertThat(check.accepted())
        .singleElement()
        .extracting(AcceptedAnnotation::file, AcceptedAnnotation::row)
        .containsExactly("a.parquet", 0L);
    assertThat(check.repeated()).isEqualTo(2);
    assertThat(check.rejected()).isEmpty();
  }

  @Test
  void aCorrectionInALaterFileStandsAndTheFirstAnswerIsHistory() throws IOException {
    inbox.put("2-corrected.parquet", row("s5", "r1-b1", "a", "done", "[]"));
    inbox.put("1-first.parquet", row("s5", "r1-b1", "a", "done", PER_0_2));
    CollectedReturns check = inbox.check();
    assertThat(check.accepted().get(0).file()).isEqualTo("2-corrected.parquet");
    assertThat(check.rejected()).isEmpty();
    assertThat(check.corrected())
        .containsExactly(
            new ReplacedAnnotation(
                "r1-b1", "s5", "a", "1-first.parquet", 0, "2-corrected.parquet", 0));
  }

  @Test
  void ofTwoAnswersInOneFileTheLastRowStands() throws IOException {
    inbox.put(
        "a.parquet",
        row("s5", "r1-b1", "a", "done", PER_0_2),
        row("s5", "r1-b1", "a", "done", "[]"));
    CollectedReturns check = inbox.check();
    assertThat(check.accepted().get(0).row()).isEqualTo(1);
    assertThat(check.rejected())
        .extracting(RejectedRow::reason, RejectedRow::row)
        .containsExactly(tuple(ReasonCode.CONFLICTING_ANSWER, 0L));
  }

  @Test
  void anUnfinishedReturnIsNotRead() throws IOException {
    inbox.put("_a.parquet", row("s5", "r1-b1", "a", "done", "[]"));
    inbox.put(".tmp/a.parquet", row("s5", "r1-b1", "a", "done", "[]"));
    inbox.put("day-1/b.parquet", row("s5", "r1-b1", "b", "done", "[]"));
    assertThat(Deliveries.list(Hadoop.local(), Hadoop.path(temp)))
        .extracting(Delivery::name)
        .containsExactly("day-1/b.parquet");
  }

  @Test
  void anInboxThatIsNotThereIsEmpty() throws IOException {
    assertThat(Deliveries.list(Hadoop.local(), Hadoop.path(temp.resolve("later")))).isEmpty();
  }

  private List<AnnotationStatus> statuses() throws IOException {
    return inbox.check().accepted().stream().map(a -> a.annotation().status()).toList();
  }

  private static String row(
      String record, String batch, String annotator, String status, String spans) {
    return "SELECT '%s' AS record_id, '%s' AS batch_id, '%s' AS annotator_id, '%s' AS status, %s::STRUCT(start_word INTEGER, end_word INTEGER, type VARCHAR)[] AS spans"
        .formatted(record, batch, annotator, status, spans);
  }

  private static String tagged(String record, String tags) {
    return "SELECT '%s' AS record_id, 'r1-b1' AS batch_id, 'a' AS annotator_id, %s AS tags"
        .formatted(record, tags);
  }

  /** {@code 0,2,PER 3,4,LOC} as SQL; a list or NULL as it is. */
  private static String sql(String spans) {
    if (!spans.contains(",")) {
      return spans;
    }
    StringBuilder list = new StringBuilder("[");
    for (String span : spans.split(" ")) {
      String[] parts = span.split(",");
      String type = parts[2].equals("NULL") ? "NULL" : "'" + parts[2] + "'";
      list.append(list.length() > 1 ? ", " : "")
          .append(
              "{'start_word': %s, 'end_word': %s, 'type': %s}".formatted(parts[0], parts[1], type));
    }
    return list.append("]").toString();
  }
}
