package io.winnow.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.notebook.Notebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
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
    List<Shown> shown = run("tag-text.zpln", Map.of("Text", text));
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
    List<Shown> shown =
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
    List<Shown> shown = run("run-a-round.zpln", Map.of("Write the batches", "no"));
    assertThat(shown.get(3).text()).contains("Nothing is run");
    assertThat(shown.get(7).text()).contains("Nothing is written for round 2 yet");
  }

  /** The budget is for all sentences as long as those with a script, whatever their scores. */
  @Test
  @Order(4)
  void runARoundShowsWhatItChoseAndWhyAndWritesTheBatch() throws Exception {
    List<Shown> shown =
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
    List<Shown> shown = run("explore-scores.zpln", Map.of());
    assertThat(shown.get(0).text()).contains("scores ", "labels ", "annotations ");
    for (Shown one : shown.subList(1, shown.size())) {
      assertThat(one.table().lines().count()).as(one.paragraph().title()).isGreaterThan(1);
    }
    assertThat(shown.get(3).table()).contains("％html");
    assertThat(shown.get(3).table().lines()).noneMatch(row -> row.contains("\t%"));
  }

  @Test
  @Order(6)
  void learningCurveHasALineForThisWorkspaceAndOneForEachStrategyOfASimulation() throws Exception {
    ZeppelinSpark.shared()
        .session()
        .sql(
            "SELECT 'random' AS strategy, s AS seed, r AS round, 300L * (r + 1) AS words,"
                + " 0.5D + 0.1D * r AS f1"
                + " FROM VALUES (1L, 0), (1L, 1), (2L, 0), (2L, 1) AS t(s, r)")
        .write()
        .parquet(folder.resolve("simulation/points/points.parquet").toString());
    List<Shown> shown =
        run(
            "learning-curve.zpln",
            Map.of("Simulation", folder.resolve("simulation").toString(), "Cost per word", "0.1"));
    assertThat(shown.get(1).table().lines())
        .hasSize(5)
        .contains("random\t300.0\t0.5", "random\t600.0\t0.6")
        .filteredOn(row -> row.startsWith("this workspace\t"))
        .hasSize(2);
    assertThat(shown.get(2).table()).contains("PER\t", "LOC\t");
    assertThat(shown.get(3).table().lines()).hasSize(3);
    assertThat(shown.get(4).table().lines()).hasSize(5);
  }

  @Test
  @Order(7)
  void disputesAreShownSideBySideAndSettledByAPersonsWord() throws Exception {
    List<Shown> before = run("disputes.zpln", Map.of());
    assertThat(before.get(4).text()).contains("Nothing is settled");
    String first = before.get(2).html();
    JsonNode seen = look(before.get(2));
    assertThat(seen.path("rows")).hasSizeGreaterThan(1);
    assertThat(seen.path("text").asText()).contains("≠ ");
    assertThat(seen.path("marks").findValuesAsText("outline")).containsAnyOf("dashed", "dotted");
    assertUnharmed(seen);
    assertThat(before.get(3).table().lines().skip(1).findFirst())
        .hasValueSatisfying(row -> assertThat(row).startsWith("0\t"));

    List<Shown> after = run("disputes.zpln", Map.of("Settle it", "0", "Your name", "eva"));
    assertThat(after.get(4).text()).contains("is settled by eva");
    List<Shown> next =
        run("disputes.zpln", Map.of("Settle it", "typed", "Spans", "0-1:PER", "Your name", "eva"));
    assertThat(next.get(2).html()).isNotEqualTo(first);
    assertThat(next.get(4).text()).contains("is settled by eva");
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
    List<Shown> shown = run("disputes.zpln", Map.of("Sentence", hostile.get(0)));
    JsonNode seen = look(shown.get(2));
    assertThat(seen.path("plain").asText()).contains(Town.SCRIPT);
    assertUnharmed(seen);
  }

  /** Fills the forms, runs all, and requires each paragraph to succeed and its chart to fit. */
  private static List<Shown> run(String file, Map<String, Object> filled) {
    Note note = Note.read(Path.of(file).toAbsolutePath());
    Map<String, Object> forms = new HashMap<>(filled);
    forms.put("Workspace", workspace.toString());
    List<Shown> all = new ArrayList<>();
    for (Paragraph paragraph : note.paragraphs()) {
      Shown shown = ZeppelinSpark.shared().run(note, paragraph, forms);
      assertThat(shown.code())
          .as("%s: %s\n%s", note.name(), paragraph.title(), shown.messages())
          .isEqualTo(Code.SUCCESS);
      assertChartFits(shown);
      all.add(shown);
    }
    return all;
  }

  private static void assertChartFits(Shown shown) {
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

  private static JsonNode look(Shown shown) throws IOException, InterruptedException {
    assumeThat(browser).as("a Chromium on the PATH").isPresent();
    return browser.get().look(shown.html());
  }
}
