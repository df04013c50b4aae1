package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.cli.TerminalConsole.Watcher;
import io.winnow.display.TerminalView.Ink;
import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import io.winnow.workspace.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow tag}, with a model that takes every word for a person: P(B-PER) = 6/10. */
class TagTest {

  private static final String PARTY = "👩‍🚀 Zoë\u0301 ,  שלום <b>";

  private static final String FP32 = "--set=score.precision=fp32";

  @TempDir static Path models;

  private static String model;

  @TempDir Path folder;

  @BeforeAll
  static void theModel() throws IOException {
    LinkedHashMap<String, Float> logits = new LinkedHashMap<>();
    List.of("O", "B-PER", "I-PER", "B-LOC", "I-LOC").forEach(tag -> logits.put(tag, 0f));
    logits.put("B-PER", (float) Math.log(6));
    model = "--model=" + TinyEncoder.writeTagger(models.resolve("model"), logits);
  }

  /** A model as people bring it, never imported: nothing tells that its labels are IOB1. */
  @Test
  void aModelOfAnotherSchemeTagsByItAndSaysSo() throws IOException {
    LinkedHashMap<String, Float> logits = new LinkedHashMap<>();
    List.of("O", "B-PER", "I-PER").forEach(tag -> logits.put(tag, 0f));
    logits.put("I-PER", (float) Math.log(8));
    Path iob1 = TinyEncoder.writeTagger(folder.resolve("iob1"), logits);

    Said said =
        CommandLines.piped("Ann met\n", "tag", "--model=" + iob1, FP32).exited(ExitCode.DONE);

    assertThat(Json.tree(said.out()).path("spans"))
        .isEqualTo(
            Json.tree(
                """
                [{"start": 0, "end": 7, "type": "PER", "confidence": 0.8, "text": "Ann met"}]
                """));
    assertThat(said.err())
        .matches(
            "winnow: the model's labels are read as IOB1: I- begins an entity where the word before"
                + " is of another type \\(of (\\d+) entities that it finds in the built-in texts,"
                + " \\1 begin with I-\\)\\R");
  }

  @Test
  void aPipeGetsAJsonObjectForEachLineEmptyOnesToo() {
    Said said = tagged("Ann met\n\n" + PARTY + "\n");
    List<JsonNode> lines = said.out().lines().map(Json::tree).toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .isEqualTo(
            Json.tree(
                """
                {"text": "Ann met",
                 "words": [{"text": "Ann", "start": 0, "end": 3},
                           {"text": "met", "start": 4, "end": 7}],
                 "spans": [{"start": 0, "end": 3, "type": "PER", "confidence": 0.6, "text": "Ann"},
                           {"start": 4, "end": 7, "type": "PER", "confidence": 0.6, "text": "met"}]}
                """));
    assertThat(lines.get(1)).isEqualTo(Json.tree("{\"text\": \"\", \"words\": [], \"spans\": []}"));
    JsonNode party = lines.get(2);
    assertThat(party.get("text").asText()).isEqualTo(PARTY);
    int[] points = PARTY.codePoints().toArray();
    for (JsonNode span : party.get("spans")) {
      int start = span.get("start").asInt();
      int count = span.get("end").asInt() - start;
      assertThat(new String(points, start, count)).isEqualTo(span.get("text").asText());
    }
    assertThat(party.get("spans").findValuesAsText("text"))
        .startsWith("👩‍🚀", "Zoë\u0301", ",", "שלום", "<");
  }

  @Test
  void whatIsNotWantedIsLeftOut() {
    assertThat(tagged("Ann", "--as=highlight", "--min-confidence=0.59").out())
        .isEqualTo("[PER .60 Ann]\n");
    assertThat(tagged("Ann", "--as=highlight", "--min-confidence=0.61").out()).isEqualTo("Ann\n");
    assertThat(tagged("Ann", "--as=highlight", "--types=LOC,PER").out())
        .isEqualTo("[PER .60 Ann]\n");
    assertThat(tagged("Ann", "--as=highlight", "--types=LOC").out()).isEqualTo("Ann\n");
    assertThat(tagged("Ann met\n\nBo", "--as=conll", "--types=PER").out())
        .isEqualTo("Ann\tB-PER\nmet\tB-PER\n\n\nBo\tB-PER\n\n");
  }

  @Test
  void aTerminalGetsColoursUnlessTheyAreNotWanted() {
    assertThat(onTerminal(Ink.COLOUR, "Ann\u001b[2J"))
        .isEqualTo(
            "\u001b[4;36mAnn\u001b[0m \u001b[36m[PER .60]\u001b[0m\u241b"
                + "\u001b[4;36m[\u001b[0m \u001b[36m[PER .60]\u001b[0m"
                + "\u001b[4;36m2J\u001b[0m \u001b[36m[PER .60]\u001b[0m\n");
    assertThat(onTerminal(Ink.PLAIN, "Ann")).isEqualTo("[PER .60 Ann]\n");
  }

  @Test
  void filesAreReadInTheirOrderEachInItsFormat() throws IOException {
    Path text = Files.writeString(folder.resolve("one.txt"), "Ann\nBo\n");
    Path json = folder.resolve("two.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(json))) {
      String line = "{\"id\": 7, \"words\": [\"Cy\"], \"spans\": \"whatever\"}\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
    Path conll = Files.writeString(folder.resolve("three.conll"), "Di\tO\nEd\tB-LOC\n\n");
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    Path nothing = Files.createFile(folder.resolve("nothing.jsonl.gz"));
    Said said = tagged("Flo", "--as=highlight", text, json, empty, nothing, conll, Path.of("-"));
    assertThat(said.out())
        .isEqualTo(
            "[PER .60 Ann]\n"
                + "[PER .60 Bo]\n"
                + "[PER .60 Cy]\n"
                + "[PER .60 Di] [PER .60 Ed]\n"
                + "[PER .60 Flo]\n");
    assertThat(Json.tree(tagged("", json).out()).get("id").asText()).isEqualTo("7");
  }

  /** With the metadata that init keeps; what annotators said is neither read nor checked. */
  @Test
  void whatInitReadsIsTagged() throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(
        files.resolve("a.csv"), "text;lang;spans\n\"Ann; 1\";en;\"[[0, 99, 'PER']]\"\nBo;de;\n");
    Files.writeString(
        files.resolve("b.tsv"), "id\ttext\tlang\nx\tAnn met Bo\ten\ny\tCy went home\t\n");
    Files.writeString(
        files.resolve("c.json"),
        """
        [{"id": 1, "data": {"text": "Ann", "year": 1999}, "annotations": [
          {"id": 1, "completed_by": 1, "result": [{"from_name": "l", "to_name": "t", "type": "labels",
            "value": {"start": 0, "end": 2, "text": "An", "labels": ["LOC"]}}]},
          {"id": 2, "completed_by": 2, "result": []}]},
         {"id": 2, "data": {"text": "Bo"}}]
        """);
    Files.writeString(
        files.resolve("d.jsonl"), "[\"Ann\", {\"entities\": [[0, 3, \"PER\"]]}]\n[\"Bo\", {}]\n");
    Files.writeString(
        files.resolve("e.json"),
        "{\"examples\": [{\n\"text\": \"Ann\", \"meta\": {\"n\": true}}]}");
    Files.writeString(
        files.resolve("f.txt"), "12|t|Ann\n12|a|Bo\n12\t0\t3\tAnn\tGene\t1\n\n13|t|Cy\n13|a|\n");
    Files.writeString(
        files.resolve("g.xml"),
        "<?xml version='1.0' encoding='UTF-8'?><collection><document><id>d7</id><passage><infon key='sec'>T</infon><offset>0</offset><text>Zoé</text></passage></document></collection>");
    Files.writeString(
        files.resolve("h.conll"), "# lang = en\nAnn\tB-LOC\n\n# lang = fr\nBo\tO\n\n");
    Duck.copy(
        "SELECT * FROM (VALUES ('p', 'Ann 😀', 3::SMALLINT, 1.5::DECIMAL(4, 1), DATE '2020-01-01', [{'start': 0, 'end': 9, 'type': 'X'}]), (NULL, 'Bo', NULL, NULL, NULL, NULL)) t(id, text, n, d, day, spans)",
        files.resolve("i.parquet"));
    Duck.copy("SELECT ['Ann', 'Bo'] AS tokens, [0, 1] AS ner_tags", files.resolve("j.parquet"));
    Duck.copy(
        "SELECT * FROM read_parquet('%s') WHERE false".formatted(files.resolve("j.parquet")),
        files.resolve("k.parquet"));
    Path brat = Files.createDirectory(folder.resolve("brat"));
    Files.writeString(brat.resolve("a.txt"), "Ann\nmet Bo");
    Files.writeString(brat.resolve("a.ann"), "T1\tPER 0 3;8 10\tAnn Bo\nnonsense\n");
    Files.writeString(brat.resolve("b.txt"), "Cy");

    List<String> read =
        tagged("", files, brat)
            .out()
            .lines()
            .map(Json::tree)
            .map(
                it ->
                    "%s %s %s %d"
                        .formatted(
                            it.path("id").asText("-"),
                            it.get("text"),
                            it.path("metadata"),
                            it.get("spans").size()))
            .toList();
    assertThat(read)
        .containsExactly(
            "- \"Ann; 1\" {\"lang\":\"en\"} 3",
            "- \"Bo\" {\"lang\":\"de\"} 1",
            "x \"Ann met Bo\" {\"lang\":\"en\"} 3",
            "y \"Cy went home\"  3",
            "1 \"Ann\" {\"year\":1999} 1",
            "2 \"Bo\"  1",
            "- \"Ann\"  1",
            "- \"Bo\"  1",
            "- \"Ann\" {\"n\":true} 1",
            "12 \"Ann Bo\"  2",
            "13 \"Cy\"  1",
            "d7 \"Zoé\" {\"sec\":\"T\",\"document\":\"d7\"} 1",
            "- \"Ann\" {\"lang\":\"en\"} 1",
            "- \"Bo\" {\"lang\":\"fr\"} 1",
            "p \"Ann 😀\" {\"n\":3,\"d\":1.5} 2",
            "- \"Bo\"  1",
            "- \"Ann Bo\"  2",
            "brat/a \"Ann\\nmet Bo\"  3",
            "brat/b \"Cy\"  1");
  }

  @Test
  void aFileThatIsNoTextNamesWhatIsMissing() throws IOException {
    Path table = folder.resolve("table.parquet");
    Duck.copy("SELECT 1 AS body", table);
    CommandLines.piped("", "tag", model, table.toString())
        .exited(ExitCode.USAGE)
        .saying(
            "table.parquet: it has neither a column 'text' nor 'words' nor 'tokens', but [body]");
    Path broken = Files.writeString(folder.resolve("broken.parquet"), "no Parquet");
    CommandLines.piped("", "tag", model, broken.toString())
        .exited(ExitCode.USAGE)
        .saying("Cannot read", "broken.parquet");
    Path csv = Files.writeString(folder.resolve("cells.csv"), "text,n\nAnn,1\nBo,2,3\n");
    Said said = CommandLines.piped("", "tag", model, FP32, "--as=highlight", csv.toString());
    assertThat(said.exited(ExitCode.USAGE).out()).isEqualTo("[PER .60 Ann]\n");
    said.saying("Cannot read cells.csv line 3");
  }

  @Test
  void whatItWritesInitReads() throws Exception {
    Path written = folder.resolve("tagged.jsonl");
    Files.writeString(written, tagged("Ann met Bo\n\n" + PARTY + "\nCy and Di went home").out());
    Desk desk = Desk.at(folder.resolve("workspace"));
    desk.run("init", "--input=" + written).exited(ExitCode.DONE).saying("PER");
    String gold =
        "SELECT text, list_transform(words, w -> w.text), list_transform(spans, s -> s.type), "
            + "list_transform(spans, s -> s.end_word) FROM %s ORDER BY len(words)";
    String everywhere =
        "(SELECT text, words, g.spans FROM %s JOIN %s g USING (id) UNION ALL SELECT text, words, spans FROM %s)"
            .formatted(
                desk.table("corpus", "sentences"),
                desk.table("corpus", "gold"),
                desk.table("corpus", "holdout"));
    assertThat(Duck.query(gold.formatted(everywhere)))
        .containsExactly(
            List.of("Ann met Bo", "[Ann, met, Bo]", "[PER, PER, PER]", "[1, 2, 3]"),
            List.of(
                "Cy and Di went home",
                "[Cy, and, Di, went, home]",
                "[PER, PER, PER, PER, PER]",
                "[1, 2, 3, 4, 5]"),
            List.of(
                PARTY,
                "[👩‍🚀, Zoë\u0301, ',', שלום, <, b, >]",
                "[PER, PER, PER, PER, PER, PER, PER]",
                "[1, 2, 3, 4, 5, 6, 7]"));
  }

  @Test
  void aLongDocumentIsReadByWindows() {
    String line = "word ".repeat(3000).strip();
    JsonNode said = Json.tree(tagged(line + "\n").out());
    assertThat(said.get("words")).hasSize(3000);
    assertThat(said.get("spans")).hasSize(3000);
    assertThat(said.get("spans").get(2999).get("end").asInt()).isEqualTo(line.length());
  }

  @Test
  void manyLinesKeepTheirOrder() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      lines.append("n").append(i).append(i % 7 == 0 ? " and a longer line of words\n" : "\n");
    }
    String plain = lines.toString();
    assertThat(tagged(plain, "--as=highlight", "--types=LOC").out()).isEqualTo(plain);
  }

  @Test
  @Timeout(300)
  void aLineIsAnsweredBeforeTheNextIsTyped() throws Exception {
    PipedOutputStream typed = new PipedOutputStream();
    PipedInputStream shown = new PipedInputStream();
    StandardStreams streams =
        new StandardStreams(
            new PipedInputStream(typed),
            Watcher.PERSON,
            new PipedOutputStream(shown),
            Watcher.PERSON,
            Ink.PLAIN);
    CompletableFuture<Said> end =
        CompletableFuture.supplyAsync(() -> CommandLines.winnow(streams, "tag", model, FP32));
    for (String name : List.of("Ann", "Bo")) {
      typed.write((name + "\n").getBytes(StandardCharsets.UTF_8));
      typed.flush();
      String answer = "[PER .60 %s]\n".formatted(name);
      assertThat(new String(shown.readNBytes(answer.length()), StandardCharsets.UTF_8))
          .isEqualTo(answer);
    }
    typed.close();
    Said said = end.get(200, TimeUnit.SECONDS).exited(ExitCode.DONE);
    assertThat(said.err())
        .isEqualTo("winnow: finds PER, LOC; type a text and Enter, Ctrl-D ends\n");
  }

  @Test
  @Timeout(300)
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aNamedPipeIsAnsweredAsItComes() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    PipedInputStream shown = new PipedInputStream();
    StandardStreams streams =
        new StandardStreams(
            InputStream.nullInputStream(),
            Watcher.LOG,
            new PipedOutputStream(shown),
            Watcher.LOG,
            Ink.PLAIN);
    CompletableFuture<Said> end =
        CompletableFuture.supplyAsync(
            () ->
                CommandLines.winnow(
                    streams, "tag", model, FP32, "--as=highlight", pipe.toString()));
    try (OutputStream written = Files.newOutputStream(pipe)) {
      for (String name : List.of("Ann", "Bo")) {
        written.write((name + "\n").getBytes(StandardCharsets.UTF_8));
        String answer = "[PER .60 %s]\n".formatted(name);
        assertThat(new String(shown.readNBytes(answer.length()), StandardCharsets.UTF_8))
            .isEqualTo(answer);
      }
    }
    end.get(200, TimeUnit.SECONDS).exited(ExitCode.DONE);
  }

  @Test
  @Timeout(300)
  void aLineWithoutEndIsAnErrorAfterAllThatCameBefore() {
    for (String format : List.of("text", "jsonl", "conll")) {
      String shortLine = format.equals("jsonl") ? "{\"text\": \"Ann\"}\n\n" : "Ann\n\n";
      Said said = endless(shortLine, "tag", model, FP32, "--as=highlight", "--format=" + format);
      assertThat(said.exited(ExitCode.USAGE).out()).startsWith("[PER .60 Ann]\n");
      said.saying(
          "Cannot read standard input line 3: the line has more than 4,000,000 characters",
          "divide it");
    }
    String columns = "Ann\n" + "A-word-that-is-rather-long-as-words-go\n".repeat(120_000);
    CommandLines.piped(columns, "tag", model, "--format=conll")
        .exited(ExitCode.USAGE)
        .saying("the sentence has more than 4,000,000 characters");
  }

  private static Said endless(String begin, String... arguments) {
    InputStream forEver =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(begin.getBytes(StandardCharsets.UTF_8)), forEver);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StandardStreams streams = new StandardStreams(in, Watcher.LOG, out, Watcher.LOG, Ink.PLAIN);
    Said said = CommandLines.winnow(streams, arguments);
    return new Said(said.code(), out.toString(StandardCharsets.UTF_8), said.err());
  }

  @Test
  void aModelThatCanNotBeReadIsNoOutputThatNobodyReads() throws IOException {
    Path file = Files.writeString(folder.resolve("pipeline"), "no folder");
    CommandLines.piped("Ann", "tag", "--model=" + file)
        .exited(ExitCode.FAILURE)
        .saying("pipeline is not on this machine");
  }

  @Test
  @Timeout(300)
  void whoHasSeenEnoughIsNotAnErrorAFullDiskIs() {
    assertThat(failing("Broken pipe").exited(ExitCode.DONE).err()).isEmpty();
    failing("No space left on device")
        .exited(ExitCode.FAILURE)
        .saying(
            "winnow: Cannot write what was found: No space left on device\n",
            "details: " + CommandLines.LOG_FILE);
  }

  private static Said failing(String message) {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(message);
          }
        };
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '\n';
          }
        };
    return CommandLines.winnow(
        new StandardStreams(endless, Watcher.LOG, out, Watcher.LOG, Ink.PLAIN), "tag", model);
  }

  @Test
  void anErrorNamesFileAndLineAfterAllThatCameBefore() throws IOException {
    Path json =
        Files.writeString(folder.resolve("news.jsonl"), "{\"text\": \"Ann\"}\n\n{\"text\": 3}\n");
    Said said = CommandLines.piped("", "tag", model, FP32, "--as=highlight", json.toString());
    assertThat(said.exited(ExitCode.USAGE).out()).isEqualTo("[PER .60 Ann]\n\n");
    assertThat(said.err())
        .isEqualTo("winnow: Cannot read news.jsonl line 3: 'text' is 3, not a string\n");
    CommandLines.piped("", "tag", model, folder.resolve("no\u001bc.txt").toString())
        .exited(ExitCode.USAGE)
        .saying("no\u241bc.txt: there is no such file or folder");
    CommandLines.piped("a\n b c\n", "tag", model, "--format=conll")
        .exited(ExitCode.USAGE)
        .saying("Cannot read standard input line 2: 2 columns, where line 1 has 1");
  }

  /** By the command's own options: init's settings are of a corpus. */
  @Test
  void encodingsAndColumnsAreNamed() throws IOException {
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, "Zoé\n".getBytes(StandardCharsets.ISO_8859_1));
    CommandLines.piped("", "tag", model, FP32, "--as=highlight", latin.toString())
        .exited(ExitCode.USAGE)
        .saying("Cannot read latin.txt line 1", "--encoding windows-1252");
    Said said =
        CommandLines.piped(
            "", "tag", model, FP32, "--as=conll", "--encoding=windows-1252", latin.toString());
    assertThat(said.exited(ExitCode.DONE).out()).startsWith("Zoé\t");
    Path twice = Files.writeString(folder.resolve("twice.conll"), "x1\tAnn\nx2\tBo\n\n");
    Said second =
        CommandLines.piped(
            "", "tag", model, FP32, "--as=conll", "--word-column=2", twice.toString());
    assertThat(second.exited(ExitCode.DONE).out()).startsWith("Ann\t").contains("\nBo\t");
    CommandLines.piped("", "tag", model, "--word-column=4", twice.toString())
        .exited(ExitCode.USAGE)
        .saying("--word-column");
  }

  @Test
  void aWorkspacesNewestModelIsTheDefault() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    String workspace = "--workspace=" + desk.workspace();
    Said newest = CommandLines.piped("Ann\n", "tag", workspace).exited(ExitCode.DONE);
    assertThat(Json.tree(newest.out()).get("text").asText()).isEqualTo("Ann");
    assertThat(
            CommandLines.piped("Ann\n", "tag", workspace, "--model=0").exited(ExitCode.DONE).out())
        .isEqualTo(newest.out());
    CommandLines.piped("", "tag", workspace, "--model=4")
        .exited(ExitCode.USAGE)
        .saying("has no model of round 4: there are models of rounds [0]");
  }

  @Test
  void withoutAModelItSaysWhereToGetOne() {
    CommandLines.piped("", "tag")
        .exited(ExitCode.USAGE)
        .saying("Which model?", "--workspace", "--model");
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    CommandLines.piped("", "tag", "--workspace=" + desk.workspace())
        .exited(ExitCode.USAGE)
        .saying("has no trained model: run 'winnow round'", "--model");
    CommandLines.piped("", "tag", "--workspace=" + folder.resolve("none"))
        .exited(ExitCode.USAGE)
        .saying("is no workspace", "--workspace", "--model");
    CommandLines.piped("", "tag", "--model=" + folder.resolve("none"))
        .exited(ExitCode.USAGE)
        .saying("There is no folder", "--model takes a model folder");
    CommandLines.piped("", "tag", "--model=" + folder)
        .exited(ExitCode.USAGE)
        .saying("is no model folder: it has no config.json");
  }

  @Test
  void wrongOptionsSayWhatThereIs() {
    CommandLines.piped("", "tag", model, "--types=PER,ORG")
        .exited(ExitCode.USAGE)
        .saying("--types: the model does not know ORG; it knows PER, LOC");
    CommandLines.piped("", "tag", model, "--min-confidence=2")
        .exited(ExitCode.USAGE)
        .saying("--min-confidence: must be from 0 to 1, not 2.0");
    CommandLines.piped("", "tag", model, "--as=html")
        .exited(ExitCode.USAGE)
        .saying("'html' is none of [highlight, jsonl, conll]");
    CommandLines.piped("", "tag", model, "--format=xml")
        .exited(ExitCode.USAGE)
        .saying("'xml' is none of [text, jsonl, conll, parquet, csv, brat, pubtator, bioc]");
    CommandLines.piped("", "tag", model, "--format=parquet")
        .exited(ExitCode.USAGE)
        .saying("Cannot read standard input: parquet is read from files, not from a stream");
  }

  private static Said tagged(String input, Object... more) {
    List<String> words = new ArrayList<>(List.of("tag", model, FP32));
    for (Object word : more) {
      words.add(word.toString());
    }
    Said said = CommandLines.piped(input, words.toArray(String[]::new)).exited(ExitCode.DONE);
    assertThat(said.err()).isEmpty();
    return said;
  }

  private static String onTerminal(Ink ink, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    StandardStreams streams = new StandardStreams(in, Watcher.LOG, out, Watcher.PERSON, ink);
    CommandLines.winnow(streams, "tag", model, FP32).exited(ExitCode.DONE);
    return out.toString(StandardCharsets.UTF_8);
  }
}
