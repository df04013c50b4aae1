package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.testing.Trees;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What annotators' time is learnt from, and what is chosen for it. */
class AnnotatorTimeTest {

  private static final String PER_COST = "--set=select.strategy=mnlp + per-cost";

  @TempDir Path folder;

  /** 6 s a sentence and 2 s a word; one answer took three hours, and one has no time. */
  @Test
  void timesOfReturnsDecideWhatIsChosenNext() throws IOException {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    DuckVendor vendor = DuckVendor.ofSample(desk, folder);
    deliver(vendor, "ann", "CASE WHEN n = 3 THEN 10800.0 ELSE 6.0 + 2 * words END");
    deliver(vendor, "bob", "CASE WHEN n = 5 THEN 'NaN'::DOUBLE ELSE 6.0 + 2 * words END");
    desk.run("merge")
        .exited(ExitCode.DONE)
        .saying(
            " s a sentence: 6.0 s + 2.0 s a word, from 22 answers",
            "answers left out: 1 too far from the others, 1 without a time");
    JsonNode numbers = numbers(desk, "labels");
    assertThat(numbers.get("seconds_per_word").asDouble()).isBetween(1.999, 2.001);

    desk.run("round", "--set=round.last=0").exited(ExitCode.DONE);
    desk.run("score").exited(ExitCode.DONE);
    desk.run("select", PER_COST)
        .exited(ExitCode.DONE)
        .saying(
            "strategy: mnlp + per-cost(by=time, gain=sentence)",
            "cost: per second, at 6.0 s + 2.0 s a word");
    assertThat(ranking(desk)).isEqualTo(first(desk, "mnlp / (6 + 2 * word_count)"));
    assertThat(numbers(desk, "rounds/0001/selection").get("price_per_word").asDouble())
        .isEqualTo(numbers.get("seconds_per_word").asDouble());
    desk.run("report").exited(ExitCode.DONE);
    assertThat(desk.workspace().resolve("report.html"))
        .content()
        .contains("6.0 s + 2.0 s a word, from 22 answers");
  }

  @Test
  void whereNoTimeIsKnownWordsAreTheCost() throws IOException {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    DuckVendor vendor = DuckVendor.ofSample(desk, folder);
    deliver(vendor, "ann", "NULL::DOUBLE");
    desk.run("round", "--set=round.last=0").exited(ExitCode.DONE);
    desk.run("score").exited(ExitCode.DONE);
    Path other = folder.resolve("other");
    Trees.copy(desk.workspace(), other);
    desk.run("select", PER_COST)
        .exited(ExitCode.DONE)
        .saying("cost: per word: merged answers have no seconds");
    assertThat(ranking(desk)).isEqualTo(first(desk, "mnlp / word_count"));

    Desk words = new Desk(other);
    words
        .run("select", "--set=select.strategy=mnlp + history + per-cost(by=words, gain=words)")
        .exited(ExitCode.DONE)
        .saying("history: none", "cost: per word\n");
    assertThat(ranking(words)).hasSize(12);
    assertThat(Duck.query("SELECT min(score) < 0, count(score) FROM " + selection(words)))
        .containsExactly(List.of("true", "12"));
  }

  private static void deliver(DuckVendor vendor, String annotator, String seconds) {
    vendor.deliver(
        0,
        annotator + ".parquet",
        "SELECT * EXCLUDE (n, words), %s AS seconds FROM (SELECT a.*, len(b.words) AS words, row_number() OVER (ORDER BY a.record_id) AS n FROM (%s) a JOIN %s b USING (record_id, batch_id))"
            .formatted(seconds, vendor.answers(0, annotator), vendor.batches(0)));
  }

  private static String selection(Desk desk) {
    return desk.table("rounds/0001/selection", "selection");
  }

  private static List<List<String>> ranking(Desk desk) {
    return Duck.query("SELECT id, score FROM %s ORDER BY rank".formatted(selection(desk)));
  }

  private static List<List<String>> first(Desk desk, String by) {
    return Duck.query(
        "SELECT id, mnlp FROM %s ORDER BY %s, id LIMIT 12"
            .formatted(desk.table("rounds/0001/scores", "scores"), by));
  }

  private static JsonNode numbers(Desk desk, String shelf) throws IOException {
    String pointer = desk.pointers().get(shelf + "/_published-0001.json");
    Path manifest = desk.workspace().resolve(Json.tree(pointer).get("manifest").asText());
    return Json.tree(Files.readString(manifest)).get("numbers");
  }
}
