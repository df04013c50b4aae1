package io.winnow.notebooks;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.experiment.Points;
import io.winnow.notebook.Notebook;
import io.winnow.notebook.RoundPlan;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.zeppelin.display.Input;
import org.apache.zeppelin.interpreter.InterpreterResult.Code;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Every note from top to bottom, on one workspace, as on an analyst's day. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NotesTest {

  @TempDir static Path folder;

  private static Path workspace;
  private static Optional<Browser> browser;

  @BeforeAll
  static void makeWorkspace() throws IOException {
    workspace = Town.copyTo(folder.resolve("workspace"));
    browser = Browser.find(folder);
  }

  @Test
  @Order(1)
  void tagTextShowsWhatAModelFindsInWhateverTextThereIs() throws Exception {
    String text =
        "Boris saw Anna in Lisbon and Elif in Oslo . " + Town.SCRIPT + "\n%html <b>bold</b> $x$";
    List<ParagraphResult> shown = run("tag-text.zpln", Map.of("Text", text));
    assertThat(shown.get(1).forms())
        .containsOnlyKeys("Text", "Model", "Entity types", "Least confidence");
    assertThat(shown.get(3).table().lines().findFirst())
        .contains("entity\ttype\tconfidence\tstart\tend");
    JsonNode seen = look(shown.get(2));
    assertThat(seen.path("plain").asText())
        .contains("and Elif", Town.SCRIPT, "%html <b>bold</b> $x$");
    assertUnharmed(seen);
    long entities = shown.get(3).table().lines().count() - 1;
    assertThat(entities).isPositive();
    assertThat(seen.path("marks")).hasSize((int) entities);
    for (JsonNode mark : seen.path("marks")) {
      assertThat(mark.path("width").asDouble()).isPositive();
      assertThat(mark.path("height").asDouble()).isPositive();
      assertThat(mark.path("colour").asText()).isNotIn("", "rgba(0, 0, 0, 0)");
    }
  }

  @Test
  @Order(2)
  void tagTextReadsTextsThatAreLongerThanTheModelCanTake() throws Exception {
    String text = "Boris saw Anna in Lisbon and Elif in Oslo . ".repeat(120);
    List<ParagraphResult> shown =
        run(
            "tag-text.zpln",
            Map.of("Text", text, "Entity types", List.of("PER"), "Least confidence", "0.2"));
    List<String[]> rows = shown.get(3).table().lines().skip(1).map(row -> row.split("\t")).toList();
    assertThat(rows).allMatch(row -> row[1].equals("PER") && Double.parseDouble(row[2]) >= 0.2);
    assertThat(rows).anyMatch(row -> Integer.parseInt(row[3]) > text.length() - 100);
  }

  @Test
  @Order(3)
  void runARoundWritesNothingUntilItIsToldTo() throws Exception {
    List<ParagraphResult> shown = run("run-a-round.zpln", Map.of("Write the batches", "no"));
    assertThat(shown.get(3).text()).contains("Nothing was run");
    assertThat(shown.get(7).text()).contains("Nothing is written for round 2 yet");
  }

  /** The budget is for all sentences as long as those with a script, whatever their scores. */
  @Test
  @Order(4)
  void runARoundShowsWhatItChoseAndWhyAndWritesTheBatch() throws Exception {
    List<ParagraphResult> shown =
        run(
            "run-a-round.zpln",
            Map.of(
                "Write the batches", "yes",
                "Acquisition function", "margin",
                "Query strategy", "lengths(min=7, max=8)",
                "Budget in words", "100000",
                "Least confidence", "0.1",
                "Sentences shown", "1000"));
    assertThat(shown.get(1).text()).contains("round");
    assertThat(shown.get(2).forms())
        .containsOnlyKeys("Model", "Acquisition function", "Query strategy", "Budget in words");
    assertThat(shown.get(3).text()).contains("Score: ", "Select: ");
    JsonNode seen = look(shown.get(4));
    assertThat(seen.path("plain").asText())
        .contains("Round 2, by margin + lengths(min=7, max=8)", Town.SCRIPT);
    assertThat(seen.at("/rows/1").asText()).startsWith("1").contains("uncertain, score ");
    assertUnharmed(seen);
    assertThat(shown.get(5).table()).contains("selected", "left in the pool");
    assertThat(shown.get(6).table().lines().skip(1)).noneMatch(row -> row.contains("\t%html"));
    assertThat(shown.get(7).text()).contains("sentences for the vendor in ");
  }

  @Test
  @Order(5)
  void exploreScoresAnswersItsQuestions() throws Exception {
    List<ParagraphResult> shown = run("explore-scores.zpln", Map.of());
    assertThat(shown.get(0).text()).contains("scores ", "labels ", "annotations ");
    for (ParagraphResult one : shown.subList(1, shown.size())) {
      assertThat(one.table().lines().count()).as(one.paragraph().title()).isGreaterThan(1);
    }
    assertThat(shown.get(8).table().lines().skip(1).map(row -> row.split("\t")[1]))
        .as("sentences of the sample and of the town hold 10 to 50 entities in 100 words")
        .hasSize(2)
        .allSatisfy(entities -> assertThat(Double.parseDouble(entities)).isBetween(10.0, 50.0));
    assertThat(shown.get(3).table()).contains("％html");
    assertThat(shown.get(3).table().lines()).noneMatch(row -> row.contains("\t%"));
  }

  @Test
  @Order(6)
  void learningCurveHasALineForThisWorkspaceAndOneForEachStrategyOfASimulation() throws Exception {
    Path simulation = folder.resolve("simulation");
    SparkSession spark = ZeppelinSpark.shared().session();
    Points.write(spark, simulation, "random", 1, 40, 50);
    Points.write(spark, simulation, "random", 2, 60, 70);
    Points.write(spark, simulation, "mnlp", 1, 40);
    List<ParagraphResult> shown =
        run(
            "learning-curve.zpln",
            Map.of("Simulation", simulation.toString(), "Cost per word", "0.1"));
    assertThat(shown.get(1).table().lines())
        .hasSize(6)
        .contains("mnlp\t1000.0\t0.4", "random\t1000.0\t0.5", "random\t2000.0\t0.6")
        .filteredOn(row -> row.startsWith("this workspace\t"))
        .hasSize(2);
    assertThat(shown.get(2).table())
        .contains("\nPER\t", "\nLOC\t")
        .contains("PER, at random\t1000.0\t0.5", "PER, at random\t2000.0\t0.6");
    assertThat(shown.get(3).table().lines()).hasSize(3);
    assertThat(shown.get(4).table().lines()).hasSize(5);
  }

  @Test
  @Order(7)
  void disputesAreShownSideBySideAndSettledByAPersonsWord() throws Exception {
    List<ParagraphResult> before = run("disputes.zpln", Map.of());
    assertThat(before.get(4).text()).contains("Nothing is settled");
    String first = before.get(2).html();
    JsonNode seen = look(before.get(2));
    assertThat(seen.path("rows")).hasSizeGreaterThan(1);
    assertThat(seen.path("text").asText()).contains("≠ ");
    assertThat(seen.path("marks").findValuesAsText("outline")).containsAnyOf("dashed", "dotted");
    assertUnharmed(seen);
    assertThat(before.get(3).table().lines().skip(1).findFirst())
        .hasValueSatisfying(row -> assertThat(row).startsWith("0\t"));

    String sentence = sentence(before);
    Map<String, Object> filled = Map.of("Settle " + sentence, "0", "Your name", "eva");
    assertThat(run("disputes.zpln", filled).get(4).text()).contains("is settled by eva");
    List<ParagraphResult> next = run("disputes.zpln", filled);
    String other = sentence(next);
    assertThat(next.get(2).html()).isNotEqualTo(first);
    assertThat(next.get(4).text())
        .as("what was chosen for %s is not for %s", sentence, other)
        .contains("Nothing is settled");
    List<ParagraphResult> typed =
        run(
            "disputes.zpln",
            Map.of("Settle " + other, "typed", "Spans of " + other, "0-1:PER", "Your name", "eva"));
    assertThat(typed.get(4).text()).contains(other, "is settled by eva");
  }

  @Test
  @Order(8)
  void aSentenceWithAScriptIsTextInADispute() throws Exception {
    SparkSession spark = ZeppelinSpark.shared().session();
    Notebook notebook = Notebook.open(spark, workspace.toString());
    notebook.views();
    List<String> hostile =
        spark.table("disputes").where("text LIKE '%<script>%'").collectAsList().stream()
            .map(row -> row.<String>getAs("id"))
            .toList();
    assertThat(hostile).isNotEmpty();
    List<ParagraphResult> shown = run("disputes.zpln", Map.of("Sentence", hostile.get(0)));
    JsonNode seen = look(shown.get(2));
    assertThat(seen.path("plain").asText()).contains(Town.SCRIPT);
    assertUnharmed(seen);
  }

  @Test
  @Order(9)
  void scoresThatLieCloseTogetherHaveAsManyBars() throws Exception {
    SparkSession spark = ZeppelinSpark.shared().session();
    Notebook notebook = Notebook.open(spark, workspace.toString());
    RoundPlan round = notebook.round().plan(notebook.newestModel(), "margin", "dedupe", "100");
    long bars = round.histogram().select("score").distinct().count();
    assertThat(bars).isGreaterThan(5);
    squeezeScores(spark, workspace.resolve("rounds/0002/scores"));
    assertThat(round.histogram().select("score").distinct().count()).isBetween(bars - 2, bars + 2);
  }

  /** Into a millionth of the range that they have. */
  private static void squeezeScores(SparkSession spark, Path scores) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(scores)) {
      files = tree.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    assertThat(files).isNotEmpty();
    Path squeezed = folder.resolve("squeezed");
    for (Path file : files) {
      spark
          .read()
          .parquet(file.toString())
          .withColumn("margin", expr("-0.5D + margin / 1e6D"))
          .coalesce(1)
          .write()
          .mode("overwrite")
          .parquet(squeezed.toString());
      try (DirectoryStream<Path> parts = Files.newDirectoryStream(squeezed, "part-*.parquet")) {
        Files.move(parts.iterator().next(), file, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }
  }

  /** The one that the first form asks for. */
  private static String sentence(List<ParagraphResult> disputes) {
    Input<?> form = disputes.get(1).forms().get("Sentence");
    return form.getDefaultValue().toString();
  }

  /** Fills the forms, runs all, and requires each paragraph to succeed and its chart to fit. */
  private static List<ParagraphResult> run(String file, Map<String, Object> filled) {
    Note note = Note.read(Path.of(file).toAbsolutePath());
    Map<String, Object> forms = new HashMap<>(filled);
    forms.put("Workspace", workspace.toString());
    List<ParagraphResult> all = new ArrayList<>();
    for (Paragraph paragraph : note.paragraphs()) {
      ParagraphResult shown = ZeppelinSpark.shared().run(note, paragraph, forms);
      assertThat(shown.code())
          .as("%s: %s\n%s", note.name(), paragraph.title(), shown.messages())
          .isEqualTo(Code.SUCCESS);
      assertChartFits(shown);
      all.add(shown);
    }
    return all;
  }

  private static void assertChartFits(ParagraphResult shown) {
    JsonNode graph = shown.paragraph().json().at("/config/results/0/graph");
    if (graph.isMissingNode()) {
      return;
    }
    String title = shown.paragraph().title();
    assertThat(shown.messages()).as(title).hasSize(1);
    List<String> columns = List.of(shown.table().lines().findFirst().orElseThrow().split("\t"));
    for (String axis : List.of("keys", "groups", "values")) {
      for (JsonNode column : graph.path(axis)) {
        int place = column.path("index").asInt();
        assertThat(columns.get(place)).as(title).isEqualTo(column.path("name").asText());
      }
    }
  }

  private static void assertUnharmed(JsonNode seen) {
    assertThat(seen.path("title").asText()).isEqualTo("a note");
    assertThat(seen.path("scripts").asInt()).isZero();
  }

  private static JsonNode look(ParagraphResult shown) throws IOException, InterruptedException {
    assumeThat(browser).as("a Chromium on the PATH").isPresent();
    return browser.get().look(shown.html());
  }
}
