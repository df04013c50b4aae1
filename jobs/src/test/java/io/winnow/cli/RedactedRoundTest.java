package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.api.ExitCode;
import io.winnow.json.JsonFormat;
import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing private is in an outbox, and whatever way it is answered, answers come home. */
class RedactedRoundTest {

  private static final int SENTENCES = 40;

  private static final String SETTINGS =
      """
      init { source = mail, holdout-share = 0.1 }
      score.precision = fp32
      labels {
        guidelines.PER = { description = "Ask help@example.org", examples = ["Ann Lee, ann.lee7@example.org"] }
        weak.rules.patterns { PER = "Ann Lee", UNIT = "E\\\\d{6} north" }
      }
      select.budget-sentences = 100
      vendor {
        batch-sentences = 16
        annotators-per-sentence = 5
        max-unchanged-share = 1
        redact = [email, phone, iban, card, ip, url-query]
        redact-patterns { EMPLOYEE = "E\\\\d{6}", PAIR = "zz\\\\[EMPLOYEE-1\\\\]" }
        redact-dictionaries { TOWN = towns.txt }
      }
      train { batch-size = 8, min-steps = 2, max-steps = 2, precision = fp32, threads = 1, restarts = 0 }
      """;

  /** Ids and shares are digits by chance, in which a short secret may come up. */
  private static final Pattern CHANCE = Pattern.compile("[0-9a-f]{32,}|\\d\\.\\d{6,}(E-?\\d+)?");

  @TempDir Path folder;

  @Test
  void whatIsPrivateStaysAndAnswersComeHome() throws IOException {
    Desk desk = desk("");
    desk.run("init", "--input=" + corpus()).exited(ExitCode.DONE);
    desk.run("select")
        .exited(ExitCode.DONE)
        .saying("placeholders in", "EMAIL ", "not sent: ", "since there still is PAIR in them");

    Path outbox = desk.published("rounds/0000/outbox", "batches");
    String selection = desk.table("rounds/0000/selection", "selection");
    List<String> secrets = secrets();
    secrets.addAll(column("SELECT id FROM " + selection));
    requireNone(secrets, AllowListTest.contents(outbox));
    String batches = "read_parquet('%s/batch-*.parquet')".formatted(outbox);
    assertThat(
            Duck.query(
                "SELECT count(*) FROM (SELECT text, unnest(words) AS w FROM %s) WHERE substr(text, w.start + 1, w.\"end\" - w.start) <> w.text"
                    .formatted(batches)))
        .containsExactly(List.of("0"));
    assertThat(column("SELECT count(*) FROM %s WHERE text LIKE '%%[EMAIL-2]%%'".formatted(batches)))
        .as("an address that comes twice has one placeholder")
        .containsExactly("0");
    assertThat(
            column(
                "SELECT count(*) FROM (SELECT unnest(words) AS w FROM %s) WHERE w.text = '[PHONE-1]'"
                    .formatted(batches)))
        .isNotEqualTo(List.of("0"));
    JsonNode manifest = Json.tree(Files.readString(outbox.resolve("manifest.json")));
    assertThat(manifest.at("/redacted").fieldNames())
        .toIterable()
        .contains("EMAIL", "PHONE", "IP", "URL-QUERY", "EMPLOYEE", "TOWN");
    assertThat(manifest.at("/guidelines/PER/examples/0").asText()).isEqualTo("Ann Lee, [EMAIL-2]");

    desk.run("vendor", "simulate", "--annotators=1").exited(ExitCode.DONE);
    for (String format : List.of("label-studio", "doccano", "prodigy", "conll")) {
      Path tool = folder.resolve(format);
      desk.run("vendor", "export", "--format=" + format, "--to=" + tool).exited(ExitCode.DONE);
      requireNone(secrets, AllowListTest.contents(tool));
      List<String> words = new ArrayList<>(List.of("vendor", "import", "--format=" + format));
      words.add("--annotator=" + format);
      answered(tool, format).forEach(file -> words.add(file.toString()));
      desk.run(words.toArray(String[]::new)).exited(ExitCode.DONE);
    }
    // What was sent counts, not what is set by now.
    Files.writeString(
        desk.workspace().resolve("winnow.conf"), SETTINGS.replaceAll("(?m)^ *redact.*$", ""));
    desk.run("merge").exited(ExitCode.DONE);

    String annotations = desk.table("labels", "annotations");
    String gold = desk.table("corpus", "gold");
    String sent = column("SELECT count(*) FROM " + batches).get(0);
    assertThat(
            Duck.query(
                "SELECT count(*), count(DISTINCT a.id), count(DISTINCT annotator_id), bool_and(a.spans = g.spans) FROM %s AS a JOIN %s AS g USING (id)"
                    .formatted(annotations, gold)))
        .containsExactly(List.of(String.valueOf(5 * Integer.parseInt(sent)), sent, "5", "true"));
    assertThat(
            Duck.query(
                "SELECT count(*), bool_and(l.text = c.text AND l.words = c.words AND len(l.spans) = len(g.spans)) FROM %s AS l JOIN %s AS c USING (id) JOIN %s AS g USING (id)"
                    .formatted(
                        desk.table("labels", "labels"), desk.table("corpus", "sentences"), gold)))
        .containsExactly(List.of(sent, "true"));
    assertThat(column("SELECT count(*) FROM " + desk.table("labels", "missing")))
        .as("what was not sent is not waited for")
        .containsExactly("0");
  }

  @Test
  void disputesAndControlItemsGoOutThroughTheSameGate() throws IOException {
    Desk desk =
        desk(
            """
            select { budget-sentences = 12, strategy = random }
            vendor { annotators-per-sentence = 2, batch-sentences = 8 }
            merge { adjudicator = majority, min-confidence = 0.9 }
            """);
    desk.run("init", "--input=" + corpus()).exited(ExitCode.DONE);
    desk.run("model", "import", "--from=" + TinyEncoder.write(folder.resolve("encoder")))
        .exited(ExitCode.DONE);
    desk.run("round").exited(ExitCode.DONE);
    desk.run("vendor", "simulate", "--missed=0").exited(ExitCode.DONE);
    halfEmpty(desk.inbox(0).resolve("r0000-annotator-02.parquet"));
    desk.run("round", "--set=vendor.known-share=0.3", "--set=vendor.repeat-share=0.3")
        .exited(ExitCode.DONE)
        .saying("again because annotators differ", "control items", "placeholders in");

    Path outbox = desk.published("rounds/0001/outbox", "batches");
    requireNone(secrets(), AllowListTest.contents(outbox));
    String batches = "read_parquet('%s/batch-*.parquet')".formatted(outbox);
    assertThat(column("SELECT count(*) FROM %s WHERE len(versions) > 0".formatted(batches)))
        .isNotEqualTo(List.of("0"));
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("merge").exited(ExitCode.DONE);
    assertThat(
            Duck.query(
                "SELECT bool_and(a.spans = g.spans), count(DISTINCT purpose) > 1 FROM %s AS a JOIN %s AS g USING (id) WHERE batch_id LIKE 'r0001%%'"
                    .formatted(desk.table("labels", "annotations"), desk.table("corpus", "gold"))))
        .containsExactly(List.of("true", "true"));
  }

  /** Has a return say of every second sentence that it has no entity. */
  private void halfEmpty(Path answers) throws IOException {
    Path other = folder.resolve("half.parquet");
    Duck.copy(
        "SELECT * REPLACE (CASE WHEN row_number() OVER () %% 2 = 0 THEN spans[1:0] ELSE spans END AS spans) FROM '%s'"
            .formatted(answers),
        other);
    Files.move(other, answers, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void anEntityTypeThatIsReplacedIsAnErrorBeforeAnythingIsSent() throws IOException {
    Desk named = desk("labels.types = [PER, UNIT, E-Mail]\n");
    named.run("init", "--input=" + corpus()).exited(ExitCode.DONE);
    named
        .run("select")
        .exited(ExitCode.USAGE)
        .saying("'email' in vendor.redact", "'E-Mail' of labels.types");
    named
        .run("select", "--set=vendor.redact-dictionaries.TOWN=gone.txt")
        .exited(ExitCode.USAGE)
        .saying("winnow: vendor.redact-dictionaries.TOWN: is the file", "gone.txt");
    assertThat(named.workspace().resolve("rounds/0000/outbox/_published-0001.json")).doesNotExist();
  }

  @Test
  void soIsOneWhoseKnownEntitiesAreReplaced() throws IOException {
    Desk hidden = desk("labels.types = [PER, UNIT, BADGE]\n");
    Path corpus = folder.resolve("hidden.jsonl");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String text = "Ann Lee has E12345%d now".formatted(i % 10) + " and then " + i;
      lines.add(line(text, span(text, "Ann Lee", "PER"), span(text, "E12345" + i % 10, "BADGE")));
    }
    hidden.run("init", "--input=" + Files.write(corpus, lines)).exited(ExitCode.DONE);
    hidden
        .run("select")
        .exited(ExitCode.USAGE)
        .saying("vendor.redact-patterns.EMPLOYEE", "'BADGE' of labels.types", "that are known");
  }

  private Desk desk(String more) throws IOException {
    Desk desk = Desk.at(folder.resolve("desk"), SETTINGS + more);
    Files.writeString(desk.workspace().resolve("towns.txt"), "Bad Mu\u0308nstereifel\nSomewhere\n");
    return desk;
  }

  private static String text(int i) {
    return "\uD83D\uDE00 Ann Lee (ann.lee%1$d@example.org, Ann.Lee%1$d@Example.org) of E1000%1$02d north in BAD M\u00DCNSTEREIFEL rang +49 30 55512%1$02d twice from 10.1.2.%1$d , https://example.org/t?key=s3cr3t%1$02d and DE89 3704 0044 0532 0130 00 ."
        .formatted(i);
  }

  private static List<String> secrets() {
    List<String> secrets =
        new ArrayList<>(
            List.of("help@example", "s3cr3t", "DE89", "0532", "+49", "55512", "10.1.2.", "E1000"));
    secrets.addAll(List.of("@example.org", "@Example.org", "NSTEREIFEL", "ann.lee", "mail\\u0000"));
    return secrets;
  }

  private Path corpus() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 10; i < 10 + SENTENCES; i++) {
      String text = text(i);
      lines.add(
          line(
              text,
              span(text, "Ann Lee", "PER"),
              span(text, "E1000%02d north".formatted(i), "UNIT")));
    }
    for (int i = 0; i < 8; i++) {
      lines.add(line("The badge zzE10000%d is of nobody".formatted(i)));
    }
    return Files.write(folder.resolve("corpus.jsonl"), lines);
  }

  private static String line(String text, ObjectNode... spans) {
    ObjectNode line = JsonFormat.MAPPER.createObjectNode().put("text", text);
    line.putArray("spans").addAll(List.of(spans));
    return line.toString();
  }

  private static ObjectNode span(String text, String piece, String type) {
    int start = text.indexOf(piece);
    int from = text.codePointCount(0, start);
    return JsonFormat.MAPPER
        .createObjectNode()
        .put("start", from)
        .put("end", from + piece.length())
        .put("label", type);
  }

  /** What the tool hands back of tasks in which everything is as suggested. */
  private static List<Path> answered(Path tool, String format) throws IOException {
    List<Path> answers = new ArrayList<>();
    try (Stream<Path> files = Files.list(tool)) {
      for (Path file :
          files.filter(it -> it.getFileName().toString().startsWith("r0")).sorted().toList()) {
        Path answer = file.resolveSibling("answer-" + file.getFileName());
        String tasks = Files.readString(file);
        switch (format) {
          case "label-studio" -> Files.writeString(answer, labelStudio(tasks));
          case "doccano" -> Files.writeString(answer, tasks.replaceAll("(?m)^\\{", "{\"id\": 1, "));
          case "prodigy" ->
              Files.writeString(answer, tasks.replaceAll("(?m)^\\{", "{\"answer\": \"accept\", "));
          default -> Files.writeString(answer, tasks);
        }
        answers.add(answer);
      }
    }
    return answers;
  }

  private static String labelStudio(String tasks) {
    JsonNode all = Json.tree(tasks);
    int id = 0;
    for (JsonNode task : all) {
      ObjectNode object = (ObjectNode) task;
      object.put("id", ++id);
      ObjectNode annotation = object.putArray("annotations").addObject().put("id", id);
      annotation.set("result", object.at("/predictions/0/result"));
      object.remove("predictions");
    }
    return all.toString();
  }

  private static void requireNone(List<String> secrets, List<String> contents) {
    assertThat(contents).isNotEmpty();
    List<String> texts =
        contents.stream().map(content -> CHANCE.matcher(content).replaceAll("")).toList();
    for (String secret : secrets) {
      List<String> places = CHANCE.matcher(secret).matches() ? contents : texts;
      assertThat(places.stream().filter(content -> content.contains(secret)).findFirst())
          .as(secret)
          .isEmpty();
    }
  }

  private static List<String> column(String query) {
    return Duck.query(query).stream().map(row -> row.get(0)).toList();
  }
}
