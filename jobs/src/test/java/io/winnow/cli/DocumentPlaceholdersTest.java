package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.api.ExitCode;
import io.winnow.json.JsonFormat;
import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is replaced has one placeholder in all sentences of its document, in every round; and what
 * the workspace says it stands for is what annotators saw.
 */
class DocumentPlaceholdersTest {

  private static final int DOCUMENTS = 4;
  private static final int LENGTH = 10;
  private static final Pattern ADDRESS = Pattern.compile("\\w+@example\\.org");

  private static final String SETTINGS =
      """
      init { source = mail, document = doc, holdout-sentences = 8 }
      labels.types = [PER]
      score.precision = fp32
      select { budget-sentences = 12, strategy = random }
      vendor {
        batch-sentences = 7, context-sentences = 1, metadata = [note], redact = [email]
        known-share = 0.2, repeat-share = 0.2, max-unchanged-share = 1
      }
      train { batch-size = 8, min-steps = 2, max-steps = 2, precision = fp32, threads = 1, restarts = 0 }
      """;

  @TempDir static Path folder;

  /** By id of the input: the record. */
  private static final Map<String, ObjectNode> RECORDS = new TreeMap<>();

  private static Desk desk;

  @BeforeAll
  static void twoRounds() throws IOException {
    for (int document = 0; document <= DOCUMENTS; document++) {
      for (int place = 0; place < LENGTH; place++) {
        String id = "id-%d-%d".formatted(document, place);
        RECORDS.put(id, record(id, document, place));
      }
    }
    Path input =
        Files.write(
            folder.resolve("mail.jsonl"),
            RECORDS.values().stream().map(ObjectNode::toString).toList());
    desk = Desk.at(folder.resolve("desk"), SETTINGS);
    desk.run("init", "--input=" + input).exited(ExitCode.DONE);
    desk.run("model", "import", "--from=" + TinyEncoder.write(folder.resolve("encoder")))
        .exited(ExitCode.DONE);
    desk.run("round").exited(ExitCode.DONE);
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("round").exited(ExitCode.DONE).saying("control items", "placeholders in");
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("merge").exited(ExitCode.DONE);
  }

  /**
   * Three addresses of a document, each in many sentences; one of each sentence's own; names of
   * addresses are the same in all documents. The last document is none.
   */
  private static ObjectNode record(String id, int document, int place) {
    String text =
        "Ann Lee of %s %d wrote to a%d@example.org and A%d@Example.org, see own%d@example.org %s"
            .formatted("d" + document, place, place % 3, (place + 1) % 3, place, literal(place));
    ObjectNode record =
        JsonFormat.MAPPER
            .createObjectNode()
            .put("id", id)
            .put("text", text.strip())
            .put("note", "a%d@example.org".formatted((document + place) % 3));
    if (document < DOCUMENTS) {
      record.put("doc", "doc " + document);
    }
    record.putArray("spans").addObject().put("start", 0).put("end", 7).put("label", "PER");
    return record;
  }

  /** A text may hold what looks like a placeholder. */
  private static String literal(int place) {
    return place == 4 ? "[EMAIL-2]" : "";
  }

  @Test
  void aThingHasOnePlaceholderInItsDocumentAndNoOtherHasIt() {
    Map<String, Map<String, String>> map = new HashMap<>();
    Set<String> given = new HashSet<>();
    for (int round = 0; round < 2; round++) {
      for (List<String> row :
          Duck.query(
              "SELECT document, original, placeholder, kind FROM " + sent(round, "placeholders"))) {
        String thing = row.get(1).toLowerCase(Locale.ROOT);
        assertThat(map.computeIfAbsent(row.get(0), name -> new HashMap<>()).put(thing, row.get(2)))
            .as("a later round only adds")
            .isNull();
        assertThat(given.add(row.get(0) + row.get(2))).as("one thing each").isTrue();
        assertThat(row.get(2)).isNotEqualTo("[EMAIL-2]");
        assertThat(row.get(3)).isEqualTo("EMAIL");
      }
    }
    assertThat(map).hasSizeBetween(2, DOCUMENTS);

    // What annotators saw is the input with this map.
    Map<String, Set<String>> texts = new HashMap<>();
    RECORDS
        .values()
        .forEach(
            record -> {
              String document = record.path("doc").asText("");
              Map<String, String> own = map.getOrDefault(document, Map.of());
              Set<String> redacted = texts.computeIfAbsent(document, name -> new HashSet<>());
              redacted.add(replaced(record.get("text").asText(), own));
              redacted.add(replaced(record.get("note").asText(), own));
            });
    List<String> seen = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (List<String> row : rows(round)) {
        if (!row.get(0).isEmpty()) {
          assertThat(texts.get(row.get(0))).contains(row.get(1));
          seen.add(row.get(1));
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(40);
  }

  /** Document, and a text that went out of it, be it sentence, context or metadata. */
  private static List<List<String>> rows(int round) {
    return Duck.query(
        "SELECT coalesce(doc, ''), unnest([text] || context_before || context_after || [m.value FOR m IN metadata]) FROM read_parquet('%s/batch-*.parquet') JOIN (SELECT record_id, id FROM %s) USING (record_id) JOIN (SELECT id, metadata.doc AS doc FROM %s UNION ALL SELECT id, metadata.doc FROM %s) USING (id)"
            .formatted(
                desk.published("rounds/%04d/outbox".formatted(round), "batches"),
                sent(round, "checks"),
                desk.table("corpus", "sentences"),
                desk.table("corpus", "holdout")));
  }

  @Test
  void aSentenceWithoutADocumentCountsFromOne() {
    List<String> alone = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      rows(round).stream()
          .filter(row -> row.get(0).isEmpty() && row.get(1).startsWith("Ann"))
          .forEach(row -> alone.add(row.get(1)));
    }
    assertThat(alone).isNotEmpty();
    assertThat(alone)
        .allSatisfy(
            text ->
                assertThat(text).containsPattern("wrote to \\[EMAIL-1\\] and \\[EMAIL-[23]\\]"));
  }

  @Test
  void answersComeHomeAndTheMapStaysAtHome() throws IOException {
    assertThat(
            Duck.query(
                "SELECT bool_and(a.spans = g.spans), count(DISTINCT a.purpose) FROM %s AS a JOIN %s AS g USING (id)"
                    .formatted(desk.table("labels", "annotations"), desk.table("corpus", "gold"))))
        .containsExactly(List.of("true", "3"));
    for (int round = 0; round < 2; round++) {
      assertThat(
              AllowListTest.contents(
                  desk.published("rounds/%04d/outbox".formatted(round), "batches")))
          .noneMatch(content -> content.toLowerCase(Locale.ROOT).contains("@example.org"))
          .noneMatch(content -> content.contains("doc 0"));
    }
  }

  private static String sent(int round, String output) {
    return desk.table("rounds/%04d/outbox".formatted(round), output);
  }

  private static String replaced(String text, Map<String, String> placeholders) {
    return Pattern.compile(ADDRESS.pattern(), Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .replaceAll(
            it ->
                Matcher.quoteReplacement(
                    placeholders.getOrDefault(it.group().toLowerCase(Locale.ROOT), it.group())));
  }
}
