package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.jobs.Published;
import io.winnow.jobs.handoff.Purpose;
import io.winnow.jobs.handoff.SentRecords;
import io.winnow.jobs.handoff.SentRecords.SentRecord;
import io.winnow.testing.Duck;
import io.winnow.testing.LocalSpark;
import io.winnow.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known answers and repeats among the work: the vendor can't tell them, and we can. */
class ControlItemsTest {

  @TempDir Path folder;

  @Test
  void repeatsGoOutInAnotherBatchUnderNamesThatTellNothing() {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    desk.run("round", "--set=vendor.repeat-share=0.25", "--set=vendor.known-share=0.25")
        .exited(ExitCode.DONE)
        .saying(
            "Hand-off: 15 sentences",
            "3 of them control items: 0 (of 3 wanted) with a known answer, 3 repeats");

    String sent = batches(desk, 0);
    assertThat(
            Duck.query(
                "SELECT count(*), count(DISTINCT record_id), count(DISTINCT text),"
                    + " bool_and(regexp_full_match(record_id, '[0-9a-f]{32}')) FROM "
                    + sent))
        .containsExactly(List.of("15", "15", "12", "true"));
    assertThat(
            Duck.query(
                "SELECT count(*) FROM %s JOIN %s ON record_id = id"
                    .formatted(sent, desk.table("rounds/0000/selection", "selection"))))
        .as("sentence ids among what went out")
        .containsExactly(List.of("0"));

    String records = desk.table("rounds/0000/outbox", "checks");
    assertThat(Duck.query("SELECT purpose, count(*) FROM " + records + " GROUP BY 1 ORDER BY 1"))
        .containsExactly(List.of("repeat", "3"), List.of("work", "12"));
    assertThat(
            Duck.query(
                "SELECT count(*) FROM %s AS sent JOIN %s AS meant USING (record_id, batch_id) JOIN %s AS chosen ON meant.id = chosen.id AND sent.text = chosen.text"
                    .formatted(sent, records, desk.table("rounds/0000/selection", "selection"))))
        .as("records that mean the sentence which they show")
        .containsExactly(List.of("15"));
    assertThat(
            Duck.query(
                "SELECT count(*) FROM %1$s AS one JOIN %1$s AS two USING (id) WHERE one.purpose = 'repeat' AND two.purpose = 'work' AND one.batch_id <> two.batch_id"
                    .formatted(records)))
        .containsExactly(List.of("3"));
    List<Integer> ranks =
        ranks(
            Duck.query(
                "SELECT list(rank ORDER BY meant.batch_id, position) FROM %s AS sent JOIN %s AS meant USING (record_id) JOIN %s AS chosen ON meant.id = chosen.id WHERE purpose = 'work'"
                    .formatted(sent, records, desk.table("rounds/0000/selection", "selection"))));
    assertThat(ranks.subList(0, 5)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    assertThat(ranks.subList(5, 10)).containsExactlyInAnyOrder(6, 7, 8, 9, 10);
    assertThat(ranks).isNotEqualTo(ranks.stream().sorted().toList());
  }

  private static List<Integer> ranks(List<List<String>> list) {
    return Pattern.compile("\\d+")
        .matcher(list.get(0).get(0))
        .results()
        .map(rank -> Integer.valueOf(rank.group()))
        .toList();
  }

  @Test
  void theSimulatedVendorAnswersChecksFromGoldToo() {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    desk.run("round", "--set=vendor.repeat-share=0.25").exited(ExitCode.DONE);
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    assertThat(
            Duck.query(
                "SELECT count(*) FROM '%s/*.parquet' AS answer JOIN %s USING (record_id, batch_id) JOIN %s AS gold USING (id) WHERE status = 'done' AND answer.spans = gold.spans"
                    .formatted(
                        desk.inbox(0),
                        desk.table("rounds/0000/outbox", "checks"),
                        desk.table("corpus", "gold"))))
        .containsExactly(List.of("15"));
  }

  @Test
  void knownAnswersAreSettledLabelsWithEntitiesAndSuggestionsOfTheModel() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("round", "--set=vendor.known-share=0.25", "--set=vendor.repeat-share=0.1")
        .exited(ExitCode.DONE)
        .saying("5 of them control items: 3 with a known answer, 2 repeats");

    Workspace workspace = Workspace.at(desk.workspace().toString(), new Configuration());
    SentRecords records = SentRecords.of(new Published(workspace, LocalSpark::session), 1);
    Set<String> known =
        records.byRecord().values().stream()
            .filter(record -> record.purpose() == Purpose.KNOWN)
            .map(SentRecord::sentenceId)
            .collect(Collectors.toSet());
    assertThat(known).hasSize(3);
    assertThat(
            Duck.query(
                "SELECT count(*), bool_and(len(expected) > 0) FROM %s AS checks JOIN %s AS labels USING (id) WHERE purpose = 'known' AND expected = [{start_word: s.start_word, end_word: s.end_word, type: s.type} FOR s IN labels.spans]"
                    .formatted(
                        desk.table("rounds/0001/outbox", "checks"),
                        desk.table("labels", "labels"))))
        .containsExactly(List.of("3", "true"));
    assertThat(desk.workspace().resolve("rounds/0001/checks"))
        .isDirectoryContaining("glob:**/run=*");

    List<SentRecord> work =
        records.byRecord().values().stream()
            .filter(record -> record.purpose() == Purpose.WORK)
            .toList();
    assertThat(work).hasSize(12);
    SentRecord one = work.get(0);
    assertThat(records.byRecord()).containsEntry(one.recordId(), one);
    assertThat(records.sentenceId(one.recordId())).isEqualTo(one.sentenceId());
    assertThat(records.purpose("never sent")).isEqualTo(Purpose.WORK);
    assertThat(known)
        .doesNotContainAnyElementsOf(work.stream().map(SentRecord::sentenceId).toList());
  }

  @Test
  void checksAreReadByTheRoundsModelIfNoneHasReadThem() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("round", "--set=vendor.known-share=0.25").exited(ExitCode.DONE);
    String readings = "'%s/rounds/0001/checks/*/readings/*.parquet'".formatted(desk.workspace());
    assertThat(
            Duck.query(
                "SELECT count(*), bool_and(list_transform(sent.suggestions, s -> s.confidence) = list_transform(read.spans, s -> s.confidence)) FROM %s AS sent JOIN %s AS checks USING (record_id) JOIN read_parquet(%s, hive_partitioning = false) AS read USING (id) WHERE model = 'models/0000'"
                    .formatted(
                        batches(desk, 1), desk.table("rounds/0001/outbox", "checks"), readings)))
        .containsExactly(List.of("3", "true"));
  }

  @Test
  void withoutControlItemsRecordsAreSentencesAndThereIsNoTable() {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    assertThat(desk.workspace().resolve("rounds/0000/checks")).doesNotExist();
    Workspace workspace = Workspace.at(desk.workspace().toString(), new Configuration());
    SentRecords records = SentRecords.of(new Published(workspace, LocalSpark::session), 0);
    assertThat(records.byRecord()).isEmpty();
    assertThat(records.sentenceId("a")).isEqualTo("a");
    assertThat(records.purpose("a")).isEqualTo(Purpose.WORK);
  }

  @Test
  void theSameWorkspaceHandsOffTheSameChecksAgain() {
    Desk one = Stages.READY.copyTo(folder.resolve("one"));
    Desk two = Stages.READY.copyTo(folder.resolve("two"));
    for (Desk desk : List.of(one, two)) {
      desk.run("round", "--set=vendor.repeat-share=0.25").exited(ExitCode.DONE);
    }
    String all = "SELECT record_id, batch_id, position, text FROM %s ORDER BY 2, 3";
    assertThat(Duck.query(all.formatted(batches(two, 0))))
        .isEqualTo(Duck.query(all.formatted(batches(one, 0))));
  }

  private static String batches(Desk desk, int round) {
    return "read_parquet('%s/batch-*.parquet')"
        .formatted(desk.published("rounds/%04d/outbox".formatted(round), "batches"));
  }
}
