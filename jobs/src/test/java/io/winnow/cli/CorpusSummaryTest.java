package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.testing.WholePage;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a corpus holds, by counts that can be done by hand. */
class CorpusSummaryTest {

  private static final String CORPUS =
      """
      {"text": "Ida lives in Paris .", "lang": "en", "year": 2020, "spans": [[0, 3, "PER"], [13, 18, "LOC"]]}
      {"text": "Ida lives in Paris .", "lang": "en", "year": 2020, "spans": [[0, 3, "PER"], [13, 18, "LOC"]]}
      {"text": "Он живёт в Москве", "lang": "ru", "spans": [[11, 17, "LOC"]]}
      {"text": "彼は東京に住んでいます", "lang": "ja", "year": 2020, "spans": []}
      {"text": "Paris это город", "lang": "", "spans": [[0, 5, "LOC"]]}
      {"text": "Score 3 : 1", "lang": "\\u001b[2J<b>", "year": 2021, "spans": []}
      {"text": "score 17 : 0", "lang": "en", "spans": []}
      {"text": "1 2 3", "spans": []}
      """;

  private static final String HOLDOUT =
      """
      {"text": "SCORE 5 : 5", "spans": []}
      {"text": "New York and Oslo", "spans": [[0, 8, "LOC"], [13, 17, "LOC"]]}
      {"text": "Oslo", "spans": [[0, 4, "LOC"]]}
      """;

  @TempDir Path folder;

  @Test
  void allThatCanBeCountedIsCounted() throws Exception {
    Path corpus = Files.writeString(folder.resolve("corpus.jsonl"), CORPUS);
    Path holdout = Files.writeString(folder.resolve("holdout.jsonl"), HOLDOUT);
    Desk desk = Desk.at(folder.resolve("workspace"));
    desk.run("init", "--input=" + corpus, "--holdout=" + holdout).exited(ExitCode.DONE);
    SortedMap<String, String> before = desk.pointers();
    Path file = folder.resolve("pages/corpus.html");

    JsonNode json = Json.tree(desk.run("corpus", "summary", "--json", "--html=" + file).out());
    assertThat(json.get("corpus"))
        .isEqualTo(
            Json.tree(
                """
                {"sentences": 7, "words": 34, "characters": 91, "words_per_sentence":
                 {"min": 3, "p5": 3, "p25": 3, "p50": 4, "p75": 5, "p95": 11, "p99": 11, "max": 11}}
                """));
    assertThat(json.at("/holdout/words").asInt()).isEqualTo(9);
    assertThat(json.get("coverage").toString())
        .isEqualTo(
            "[{'standing':'pool','sentences':7,'words':34},{'standing':'sent','sentences':0,'words':0},{'standing':'labelled','sentences':0,'words':0},{'standing':'holdout','sentences':3,'words':9}]"
                .replace('\'', '"'));
    assertThat(json.get("vocabulary").isNull()).isTrue();
    assertThat(json.get("scripts").findValuesAsText("script"))
        .containsExactly("Latin", "Cyrillic", "Japanese", "mixed", "no letters");
    assertThat(json.at("/scripts/0/sentences").asInt()).isEqualTo(3);
    assertThat(json.get("metadata").toString())
        .startsWith(
            "[{'column':'lang','type':'string','values':5,'missing':1,'most_frequent':[{'value':'en','count':2},{'value':'','count':1},"
                .replace('\'', '"'))
        .contains("{\"column\":\"year\",\"type\":\"bigint\",\"values\":2,\"missing\":4,");
    assertThat(json.get("duplicates").toString())
        .isEqualTo(
            "{'folded':1,'leaked':0,'conflicts':0,'similarity':0.8,'corpus':{'sampled':7,'found':2,'share':0.2857142857142857,'low':0.2857142857142857,'high':0.2857142857142857,'is_lower_bound':false},'holdout':{'sampled':3,'found':1,'share':0.3333333333333333,'low':0.3333333333333333,'high':0.3333333333333333,'is_lower_bound':false}}"
                .replace('\'', '"'));
    assertThat(json.get("entities").toString())
        .isEqualTo(
            "[{'from':'given','type':'LOC','entities':3,'forms':2,'most_frequent':[{'value':'Paris','count':2},{'value':'Москве','count':1}]},{'from':'given','type':'PER','entities':1,'forms':1,'most_frequent':[{'value':'Ida','count':1}]},{'from':'holdout','type':'LOC','entities':3,'forms':2,'most_frequent':[{'value':'Oslo','count':2},{'value':'New York','count':1}]}]"
                .replace('\'', '"'));

    WholePage page = WholePage.of(Files.readString(file));
    page.needsNothingElse();
    assertThat(page.text()).contains("7 sentences with 34 words", "Cyrillic", "Москве 1", "[2J<b>");
    Said said = desk.run("corpus", "summary").exited(ExitCode.DONE).withinColumns(80);
    said.saying("28.6 % of the sentences have another", "New York 1", "␛[2J<b> 1");
    assertThat(said.out()).doesNotContain("\u001b");
    assertThat(desk.pointers()).isEqualTo(before);
  }

  @Test
  void labelsAndWhatIsWithTheVendorAreToldApart() {
    Desk desk = Stages.SENT_AGAIN.copyTo(folder.resolve("workspace"));
    JsonNode json = Json.tree(desk.run("corpus", "summary", "--json").out());
    String corpus = desk.table("corpus", "sentences");
    String labels = desk.table("labels", "labels");
    String sent = desk.table("rounds/0001/selection", "selection");
    String pool =
        "SELECT count(*), sum(len(words)) FROM %s WHERE id NOT IN (SELECT id FROM %s) AND id NOT IN (SELECT id FROM %s)"
            .formatted(corpus, labels, sent);
    assertThat(coverage(json, "pool")).isEqualTo(Duck.query(pool).get(0));
    assertThat(coverage(json, "sent"))
        .isEqualTo(Duck.query("SELECT count(*), sum(len(words)) FROM " + sent).get(0));
    assertThat(coverage(json, "labelled"))
        .isEqualTo(Duck.query("SELECT count(*), sum(len(words)) FROM " + labels).get(0));
    String known =
        """
        WITH forms AS (SELECT DISTINCT lower(unnest(words).text) AS form FROM %s)
        SELECT (SELECT count(*) FROM forms), count(*)
          FROM (SELECT unnest(words).text AS word FROM %s) JOIN forms ON lower(word) = form
        """
            .formatted(labels, corpus);
    assertThat(
            List.of(
                json.at("/vocabulary/labelled_forms").asText(),
                json.at("/vocabulary/words").asText()))
        .isEqualTo(Duck.query(known).get(0));
    assertThat(json.get("entities").findValuesAsText("from")).contains("labels", "given");
  }

  @Test
  void withoutACorpusThereIsNone() throws IOException {
    Desk.at(folder.resolve("workspace"))
        .run("corpus", "summary")
        .exited(ExitCode.USAGE)
        .saying("has no corpus yet: run 'winnow init'");
  }

  private static List<String> coverage(JsonNode json, String standing) {
    for (JsonNode it : json.get("coverage")) {
      if (it.get("standing").asText().equals(standing)) {
        return List.of(it.get("sentences").asText(), it.get("words").asText());
      }
    }
    throw new AssertionError(standing);
  }
}
