package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search finds in a corpus of a few sentences in several scripts. */
class CorpusSearchTest {

  private static final String CORPUS =
      """
      {"id": "a", "text": "Ida met Zo\\u0065\\u0308 in New York.", "lang": "en", "spans": [[0, 3, "PER"], [16, 24, "LOC"]]}
      {"id": "b", "text": "New rules for York, and Idaho", "lang": "en", "spans": []}
      {"id": "c", "text": "ИДА живёт в Москве", "lang": "ru", "spans": [[12, 18, "LOC"]]}
      {"id": "d", "text": "彼は東京都に住んでいます", "lang": "ja", "spans": [[2, 5, "LOC"]]}
      {"id": "e", "text": "Order 66: call\\t+49 30 1234 \\u001b[31m now", "spans": []}
      {"id": "f", "text": "👩‍🚀 Ida saw 東京 and new stars", "spans": [[5, 8, "PER"]]}
      """;

  private static final String HOLDOUT =
      """
      {"id": "h", "text": "Ida is held out", "spans": [[0, 3, "PER"]]}
      """;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Desk desk;

  @BeforeAll
  static void init() throws IOException {
    Path corpus = Files.writeString(shared.resolve("corpus.jsonl"), CORPUS);
    Path holdout = Files.writeString(shared.resolve("holdout.jsonl"), HOLDOUT);
    desk = Desk.at(shared.resolve("workspace"));
    desk.run("init", "--input=" + corpus, "--holdout=" + holdout).exited(ExitCode.DONE);
  }

  @Test
  void wordsAreWholeWordsOfAnyScriptAndAllOfThemOccur() {
    assertThat(found("--words=ida")).containsExactly("a", "f");
    assertThat(found("--words=IDA")).containsExactly("a", "f");
    assertThat(found("--words=ida", "--case=exact")).isEmpty();
    assertThat(found("--words=ида")).containsExactly("c");
    assertThat(found("--words=york new")).containsExactly("a", "b");
    assertThat(found("--words=\"new york\"")).containsExactly("a");
    assertThat(found("--words=zoë")).containsExactly("a");
    assertThat(found("--words=東京")).containsExactly("d", "f");
    assertThat(found("--words=👩‍🚀")).containsExactly("f");
    assertThat(found("--words=idah")).isEmpty();
    assertThat(found("--words=\"new stars\" ida")).containsExactly("f");
    assertThat(found("--words=\"stars new\"")).isEmpty();
  }

  @Test
  void conditionsHoldTogether() {
    assertThat(found("--regex=\\+\\d{2} ")).containsExactly("e");
    assertThat(found("--regex=(?i)ИДА|idaho")).containsExactly("b", "c");
    assertThat(found("--regex=Ida", "--words=new", "--where=lang = 'en'"))
        .containsExactly("a", "b");
    assertThat(found("--where=lang IS NULL")).containsExactly("e", "f");
    assertThat(found("--type=LOC")).containsExactly("a", "c", "d");
    assertThat(found("--type=LOC", "--type=PER")).containsExactly("a");
    assertThat(found("--type=PER", "--in=holdout")).containsExactly("h");
    assertThat(found("--words=ida", "--in=holdout")).containsExactly("h");
    assertThat(found("--words=ida", "--in=labelled")).isEmpty();
    assertThat(found("--words=ida", "--in=pool")).containsExactly("a", "f");
  }

  @Test
  void whatIsFoundIsShownSafelyOnLinesThatFit() {
    desk.run("corpus", "search", "--type=PER", "--words=new")
        .exited(ExitCode.DONE)
        .withinColumns(80)
        .saying(
            "Found: 2 sentences",
            "in the pool  by given",
            "[PER Ida] met Zoe\u0308 in [New] York.",
            "👩‍🚀 [PER Ida] saw 東京 and [new] stars",
            "no sentence has predictions yet");
    Said said = desk.run("corpus", "search", "--regex=Order|now").saying("[Order] 66: call␉+49");
    assertThat(said.out()).doesNotContain("\u001b");
    desk.run("corpus", "search", "--regex=a", "--limit=1").saying("the first 1 by id");
    JsonNode json = json("--words=stars ida");
    assertThat(json.at("/sentences/0/hits").toString())
        .isEqualTo("[{\"start\":4,\"end\":7},{\"start\":23,\"end\":28}]");
    assertThat(json.at("/sentences/0/metadata").isNull()).isTrue();
    assertThat(json("--words=zoë").at("/sentences/0/metadata/lang").asText()).isEqualTo("en");
  }

  @Test
  void whatCannotBeSearchedForIsRefusedWithTheWayOut() {
    refused("Nothing to search for");
    refused("--type: 'ORG' is none of the entity types LOC, PER", "--type=ORG");
    refused("--regex: '(' is no regular expression", "--regex=(");
    refused("--regex: 'x*' matches an empty text", "--regex=x*");
    refused("--words: '' has no word", "--words=\"\"");
    refused("--like: ' ' has no word", "--like= ");
    refused("--where: 'langg = 1'", "--where=langg = 1");
    refused("--limit must be at least 1, not 0", "--words=a", "--limit=0");
    refused("has no scores yet, and so no embeddings", "--like=a city");
    refused("Invalid value for option '--in'", "--in=nowhere");
  }

  @Test
  void aPatternThatWouldNeverEndIsRefused() throws IOException {
    Path corpus = Files.writeString(folder.resolve("c.txt"), "a".repeat(60));
    Path holdout = Files.writeString(folder.resolve("h.txt"), "another one");
    Desk other = Desk.at(folder.resolve("workspace"));
    other
        .run("init", "--input=" + corpus, "--holdout=" + holdout, "--set=labels.types=[X]")
        .exited(ExitCode.DONE);
    other
        .run("corpus", "search", "--regex=(a+a+)+\\1y")
        .exited(ExitCode.USAGE)
        .saying("reads more than 10,000,000 characters of one sentence");
  }

  @Test
  void idsOfAllThatIsFoundAreWritten() throws IOException {
    Path text = folder.resolve("new/found.txt");
    desk.run("corpus", "search", "--words=new", "--limit=1", "--to=" + text)
        .exited(ExitCode.DONE)
        .saying("Written: file:" + text);
    Path parquet = folder.resolve("found.parquet");
    desk.run("corpus", "search", "--words=new", "--to=" + parquet, "--json").exited(ExitCode.DONE);
    String expected =
        "SELECT id FROM %s WHERE source_id IN ('a', 'b', 'f') ORDER BY id"
            .formatted(desk.table("corpus", "sentences"));
    List<String> ids = Duck.query(expected).stream().map(row -> row.get(0)).toList();
    assertThat(Files.readAllLines(text)).isEqualTo(ids);
    assertThat(Duck.query("SELECT id FROM '%s'".formatted(parquet)))
        .isEqualTo(ids.stream().map(List::of).toList());
    assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
    refused("it is there already; name another file", "--words=new", "--to=" + text);
  }

  @Test
  void theNearestAreThoseWhoseStoredEmbeddingsAreNearest() {
    Desk scored = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    scored.run("score").exited(ExitCode.DONE);
    scored
        .run("corpus", "search", "--like=a city")
        .exited(ExitCode.USAGE)
        .saying("no scores of", "rounds [1]", "set score.embeddings = mean");
    Desk embedded = Stages.MEASURED.copyTo(folder.resolve("embedded"));
    embedded.run("score", "--set=score.embeddings=mean").exited(ExitCode.DONE);
    String scores = embedded.table("rounds/0001/scores", "scores");
    String first =
        "SELECT c.id, c.text FROM %s c JOIN %s s USING (id) ORDER BY c.id LIMIT 1"
            .formatted(embedded.table("corpus", "sentences"), scores);
    List<String> sentence = Duck.query(first).get(0);

    JsonNode json =
        json(embedded, "--like=" + sentence.get(1), "--limit=5", "--where=word_count > 4");
    List<List<String>> expected =
        Duck.query(
            """
            SELECT id FROM %1$s s JOIN %2$s c USING (id) WHERE len(words) > 4
            ORDER BY list_cosine_similarity(embedding, (SELECT embedding FROM %1$s WHERE id = '%3$s')) DESC
            LIMIT 5
            """
                .formatted(scores, embedded.table("corpus", "sentences"), sentence.get(0)));
    assertThat(json.get("sentences").findValuesAsText("id"))
        .isEqualTo(expected.stream().map(row -> row.get(0)).toList());
    assertThat(json.get("nearness").toString())
        .isEqualTo("{\"round\":1,\"model\":\"models/0000\",\"sentences\":84}");
    Path near = folder.resolve("near.txt");
    embedded
        .run("corpus", "search", "--like=" + sentence.get(1), "-n3", "--to=" + near)
        .exited(ExitCode.DONE)
        .withinColumns(80)
        .saying(
            "Found: the 3 nearest of 84 sentences that models/0000 embedded in round 1", "1.0000");
    assertThat(near).content().hasLineCount(3);
    embedded
        .run("corpus", "search", "--type=" + embedded.status().get("types").get(0).asText())
        .exited(ExitCode.DONE)
        .saying("else those that models/0000 predicted");
  }

  private static List<String> found(String... conditions) {
    List<String> sourceIds = new ArrayList<>();
    for (String id : json(conditions).get("sentences").findValuesAsText("id")) {
      sourceIds.add(sourceId(id));
    }
    return sourceIds.stream().sorted().toList();
  }

  private static String sourceId(String id) {
    for (String table : List.of("sentences", "holdout")) {
      List<List<String>> rows =
          Duck.query(
              "SELECT source_id FROM %s WHERE id = '%s'"
                  .formatted(desk.table("corpus", table), id));
      if (!rows.isEmpty()) {
        return rows.get(0).get(0);
      }
    }
    throw new AssertionError(id);
  }

  private static JsonNode json(String... conditions) {
    return json(desk, conditions);
  }

  private static JsonNode json(Desk at, String... conditions) {
    List<String> words = new ArrayList<>(List.of("corpus", "search", "--json"));
    words.addAll(List.of(conditions));
    return Json.tree(at.run(words.toArray(String[]::new)).exited(ExitCode.DONE).out());
  }

  private static void refused(String saying, String... conditions) {
    List<String> words = new ArrayList<>(List.of("corpus", "search"));
    words.addAll(List.of(conditions));
    desk.run(words.toArray(String[]::new)).exited(ExitCode.USAGE).saying(saying);
  }
}
