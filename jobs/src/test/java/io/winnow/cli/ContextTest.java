package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import io.winnow.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Annotators see the sentences around the one that they annotate, and the fields that were named.
 */
class ContextTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DOCUMENTS = 5;
  private static final int LENGTH = 8;

  /** Stands in every document, at another place in each. */
  private static final String COPY = "Ann Lee is here";

  private static final String SETTINGS =
      """
      init { source = mail, document = doc, holdout-sentences = 8 }
      labels.types = [PER]
      score.precision = fp32
      select { budget-sentences = 100, strategy = mnlp }
      vendor { batch-sentences = 7, context-sentences = 2, metadata = [Lang, source_id, note] }
      train { batch-size = 8, min-steps = 2, max-steps = 2, precision = fp32, threads = 1, restarts = 0 }
      """;

  @TempDir static Path shared;
  @TempDir Path folder;

  /** By text: the texts of its document in their order. */
  private static final Map<String, List<String>> TEXTS = new HashMap<>();

  private static Path input;
  private static Desk read;
  private Desk desk;

  /** Documents go on in the second file; every second record is of another document. */
  @BeforeAll
  static void init() throws IOException {
    input = Files.createDirectory(shared.resolve("input"));
    for (int part = 0; part < 2; part++) {
      List<String> lines = new ArrayList<>();
      for (int place = part * LENGTH / 2; place < (part + 1) * LENGTH / 2; place++) {
        for (int document = 0; document < DOCUMENTS; document++) {
          lines.add(record(document, place).toString());
        }
      }
      Files.write(input.resolve("part-%d.jsonl".formatted(part)), lines);
    }
    for (int document = 0; document < DOCUMENTS; document++) {
      int number = document;
      List<String> texts =
          IntStream.range(0, LENGTH).mapToObj(place -> text(number, place)).toList();
      texts.forEach(text -> TEXTS.putIfAbsent(text, texts));
    }
    read = Desk.at(shared.resolve("desk"), SETTINGS);
    read.run("init", "--input=" + input).exited(ExitCode.DONE);
  }

  @BeforeEach
  void copy() throws IOException {
    desk = new Desk(Trees.copy(read.workspace(), folder.resolve("desk")));
  }

  private static ObjectNode record(int document, int place) {
    ObjectNode record =
        JSON.createObjectNode()
            .put("id", "id-%d-%d".formatted(document, place))
            .put("text", text(document, place))
            .put("doc", document * 1.5)
            .put("lang", document == 1 ? null : "l" + document)
            .put("note", "to boss%d@example.org".formatted(document))
            .put("customer", "customer-" + document);
    record
        .putArray("spans")
        .addObject()
        .put("start", 0)
        .put("end", "Ann Lee".length())
        .put("type", "PER");
    return record;
  }

  private static String text(int document, int place) {
    return place == document
        ? COPY
        : "Ann Lee %s wrote to ann%d@example.org , no %d"
            .formatted("very ".repeat(document), document, place);
  }

  @Test
  void eachSentenceGoesOutWithThoseAroundItAndNothingElse() throws IOException {
    desk.run("select").exited(ExitCode.DONE);
    List<List<String>> sent =
        Duck.query(
            "SELECT text, coalesce(array_to_string(context_before, '|'), ''), coalesce(array_to_string(context_after, '|'), ''), array_to_string([m.name || '=' || coalesce(m.value, '-') FOR m IN metadata], ' ') FROM '%s/batch-*.parquet'"
                .formatted(outbox(0)));
    assertThat(sent).hasSizeGreaterThan(20);
    for (List<String> row : sent) {
      List<String> document = TEXTS.get(row.get(0));
      int place = document.indexOf(row.get(0));
      assertThat(row.get(1))
          .isEqualTo(String.join("|", document.subList(Math.max(0, place - 2), place)));
      assertThat(row.get(2))
          .isEqualTo(String.join("|", document.subList(place + 1, Math.min(LENGTH, place + 3))));
      int number = document.indexOf(COPY);
      assertThat(row.get(3))
          .isEqualTo(
              "Lang=%s source_id=id-%d-%d note=to boss%d@example.org"
                  .formatted(number == 1 ? "-" : "l" + number, number, place, number));
    }
    assertThat(AllowListTest.contents(outbox(0)))
        .as("what was not named stays")
        .noneMatch(content -> content.contains("customer-"));

    Path tool = folder.resolve("tool");
    desk.run("vendor", "export", "--format=label-studio", "--to=" + tool).exited(ExitCode.DONE);
    assertThat(tool.resolve("labeling-config.xml")).content().contains("$context_before");
    assertThat(tool.resolve("r0000-b0001.json"))
        .content()
        .contains("\"context_before\":", "Lang: l0; source_id: id-0-");
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("merge").exited(ExitCode.DONE);
    assertThat(Duck.query("SELECT count(*) FROM " + desk.table("labels", "labels")))
        .containsExactly(List.of(String.valueOf(sent.size())));
  }

  @Test
  void contextAndMetadataGoThroughTheSameGateAndControlItemsHaveTheirsToo() throws IOException {
    desk.run("model", "import", "--from=" + TinyEncoder.write(folder.resolve("encoder")))
        .exited(ExitCode.DONE);
    String[] round = {
      "round",
      "--set=vendor.redact=[email]",
      "--set=vendor.redact-patterns.NO=no 6$",
      "--set=select.budget-sentences=14"
    };
    desk.run(round).exited(ExitCode.DONE);
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    List<String> again = new ArrayList<>(List.of(round));
    again.addAll(List.of("--set=vendor.known-share=0.3", "--set=vendor.repeat-share=0.3"));
    desk.run(again.toArray(String[]::new)).exited(ExitCode.DONE);
    for (int number = 0; number < 2; number++) {
      assertThat(AllowListTest.contents(outbox(number)))
          .noneMatch(content -> content.contains("@example.org"));
      String batches = "'%s/batch-*.parquet'".formatted(outbox(number));
      assertThat(
              Duck.query(
                  "SELECT count(*) FROM %s WHERE len(context_before) + len(context_after) < 2 OR len(metadata) <> 3"
                      .formatted(batches)))
          .containsExactly(List.of("0"));
      assertThat(
              Duck.query(
                  "SELECT DISTINCT t FROM (SELECT text, unnest(context_before || context_after) AS t FROM %s) WHERE contains(text, '@') OR (contains(text, 'EMAIL') AND contains(t, 'EMAIL') AND NOT contains(t, '[EMAIL-1]'))"
                      .formatted(batches)))
          .as("the same address in the sentence and beside it")
          .isEmpty();
      assertThat(column("SELECT DISTINCT metadata[3].value FROM " + batches))
          .isSubsetOf("to [EMAIL-1]", "to [EMAIL-2]");
    }
    assertThat(column("SELECT DISTINCT purpose FROM " + desk.table("rounds/0001/outbox", "checks")))
        .containsExactlyInAnyOrder("work", "known", "repeat");
  }

  @Test
  void whatCannotBeShownIsSaidBeforeAnythingIsSent() {
    desk.run("select", "--set=vendor.metadata=[lang, author]")
        .exited(ExitCode.USAGE)
        .saying("vendor.metadata", "'author' is no column", "customer (string)");
    Desk other =
        Desk.at(folder.resolve("other"), SETTINGS.replace("document = doc", "document = \"\""));
    other.run("init", "--input=" + input).exited(ExitCode.DONE);
    other
        .run("select")
        .exited(ExitCode.USAGE)
        .saying("vendor.context-sentences", "is 2", "init.document");
    assertThat(other.pointers().keySet()).noneMatch(it -> it.contains("outbox"));
    desk.run("select", "--set=vendor.context-sentences=-1").exited(ExitCode.USAGE);
    Desk wrong =
        Desk.at(folder.resolve("wrong"), SETTINGS.replace("document = doc", "document = dok"));
    wrong
        .run("init", "--input=" + input)
        .exited(ExitCode.USAGE)
        .saying("init.document is dok", "customer");
  }

  /** Above 16 MB, several tasks read a file of lines, and none knows the others' lines. */
  @Test
  void aLargeFilesOrderIsThatOfItsLines() throws IOException {
    String filler = "x".repeat(8_500);
    int lines = 2_100;
    Path large = folder.resolve("large.jsonl");
    Files.write(
        large,
        IntStream.range(0, lines)
            .mapToObj(
                n ->
                    "{\"text\": \"%d %s\", \"doc\": \"%s\"}"
                        .formatted(n, filler, n % 3 == 0 ? "a" : "b"))
            .collect(Collectors.toList()));
    assertThat(Files.size(large)).isGreaterThan(16L << 20);
    Desk big = Desk.at(folder.resolve("big"), SETTINGS);
    big.run("init", "--input=" + large).exited(ExitCode.DONE);
    assertThat(
            Duck.query(
                "SELECT document, count(*), bool_and(n > before), min(position), max(position) FROM (SELECT document, position, split_part(text, ' ', 1)::INT AS n, lag(n, 1, -1) OVER (PARTITION BY document ORDER BY position) AS before FROM %s) GROUP BY ALL ORDER BY 1"
                    .formatted(big.table("corpus", "documents"))))
        .containsExactly(
            List.of("a", "700", "true", "1", "700"), List.of("b", "1400", "true", "1", "1400"));
  }

  private Path outbox(int round) {
    return desk.published("rounds/%04d/outbox".formatted(round), "batches");
  }

  private static List<String> column(String query) {
    return Duck.query(query).stream().map(row -> row.get(0)).toList();
  }
}
