package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.winnow.api.ExitCode;
import io.winnow.jobs.lineage.Lineage;
import io.winnow.testing.Duck;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code winnow lineage} tells a person and a machine. */
class LineageTest {

  private static final int COLUMNS = 80;

  /** Columns before what a row says. */
  private static final int LEAD = 15;

  @TempDir Path folder;

  @Test
  void aModelIsTracedToFilesDeliveriesAndSettings() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    Said said = desk.run("lineage").exited(ExitCode.DONE);

    assertThat(said.out())
        .startsWith("[1] models/0000, publication 1: train, 20")
        .contains("train.batch-size=8", "train.max-steps=3", "settings   as [")
        .containsPattern("(?m)^ {4}from +corpus \\[\\d\\], labels \\[2\\], models/base \\[\\d\\]$")
        .containsPattern("(?m)^\\[2\\] labels, publication 1: merge, 20")
        .containsPattern("(?m)^ {4}read +rounds/0000/inbox/.+\\.parquet$")
        .contains("rules winnow.conf", "adjudicator=auto")
        .containsPattern("(?s)read +sentences\\s+file:.+?corpus.conll\\n.+?sentences 120")
        .containsPattern("(?s)read +encoder\\s+file:.+?\\n +[0-9a-f]{64}\\n");
    assertThat(said.out().lines().filter(line -> line.matches("\\[\\d+\\].* init, .*"))).hasSize(1);
    assertThat(said.out().lines())
        .as("a line that is too long is one word, such as a path")
        .allMatch(line -> line.length() <= COLUMNS || !line.substring(LEAD).contains(" "));
  }

  @Test
  void decisionsAndEarlierMergesAreThere() throws IOException {
    Desk desk = Stages.RETURNED.copyTo(folder.resolve("workspace"));
    desk.run("merge").exited(ExitCode.DONE);
    String annotator =
        Duck.query("SELECT min(annotator) FROM " + desk.table("labels", "annotators"))
            .get(0)
            .get(0);
    desk.run("labels", "exclude", "--annotator=" + annotator).exited(ExitCode.DONE);

    assertThat(desk.run("lineage", "--of=labels").exited(ExitCode.DONE).out())
        .contains(
            "[1] labels, publication 2: merge",
            "decisions, publication 1: decide",
            "labels, publication 1: merge",
            "labels exclude --annotator",
            "1 more, named above");
    assertThat(desk.run("lineage").exited(ExitCode.DONE).out()).startsWith("[1] labels, ");
  }

  @Test
  void aRoundIsItsModelOrWhatItHas() {
    Desk sent = Stages.SENT.copyTo(folder.resolve("sent"));
    assertThat(sent.run("lineage", "--of=0").exited(ExitCode.DONE).out())
        .startsWith("[1] rounds/0000/outbox, publication 1: hand-off")
        .contains("[2] rounds/0000/selection, publication 1: select");
    assertThat(sent.run("lineage").exited(ExitCode.DONE).out()).startsWith("[1] corpus, ");

    Desk measured = Stages.MEASURED.copyTo(folder.resolve("measured"));
    assertThat(measured.run("lineage", "--of=0").exited(ExitCode.DONE).out())
        .isEqualTo(measured.run("lineage", "--of=models/0000").exited(ExitCode.DONE).out());
  }

  @Test
  void whatIsNotThereIsAnErrorThatSaysWhatIs() {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    for (String name : List.of("1", "models/0000", "encoders/../labels", "nothing")) {
      desk.run("lineage", "--of=" + name)
          .exited(ExitCode.USAGE)
          .saying(
              "--of " + name + ": nothing is published under that name",
              "There is corpus, models/base, rounds/0000/selection, rounds/0000/outbox");
    }
    CommandLines.winnow("lineage", "--workspace=" + folder.resolve("nowhere"))
        .exited(ExitCode.USAGE)
        .saying("nowhere is no workspace");
  }

  @Test
  void everyStageFitsTheSchemaAndEveryInputsRunIsThere() throws IOException {
    var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema());
    for (Stages stage : List.of(Stages.READY, Stages.SENT, Stages.MEASURED)) {
      JsonNode lineage = json(stage.copyTo(folder.resolve(stage.name())));
      assertThat(schema.validate(lineage)).as(stage.name()).isEmpty();
      Set<String> runs = new HashSet<>();
      List<String> read = new ArrayList<>();
      for (JsonNode run : lineage.get("runs")) {
        assertThat(runs.add(run.get("run").asText())).isTrue();
        assertThat(run.get("config").get("train").has("batch-size")).isTrue();
        for (JsonNode input : run.get("inputs")) {
          if (!input.get("run").isNull()) {
            read.add(input.get("run").asText());
          }
        }
      }
      assertThat(runs).as(stage.name()).containsAll(read);
    }
  }

  @Test
  void everyFieldIsDescribed() throws IOException {
    JsonNode lineage = json(Stages.MEASURED.copyTo(folder.resolve("workspace")));
    String run = "/properties/runs/items/properties";
    assertThat(schema().get("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(lineage::fieldNames);
    assertThat(schema().at(run).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(lineage.at("/runs/0")::fieldNames);
    assertThat(schema().at(run + "/inputs/additionalProperties/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(lineage.at("/runs/0/inputs/corpus")::fieldNames);
  }

  /** Before all that a run read was noted, inputs had short names, and there were fewer. */
  @Test
  void manifestsOfEarlierVersionsAreReadToo() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    Path manifest = manifest(desk, "models/0000/_published-0001.json");
    String text = Files.readString(manifest);
    Files.writeString(
        manifest,
        text.replace("\"models/base\" :", "\"encoder\" :")
            .replace("\"counts\" : {\n    \"l", "\"outputs\" : {\n    \"l"));
    assertThat(Files.readString(manifest)).contains("\"encoder\" :", "\"outputs\" :");
    assertThat(desk.run("lineage").exited(ExitCode.DONE).out())
        .contains("models/base, publication 1: model-import");
  }

  @Test
  void noTextOfAManifestCommandsTheTerminal() throws IOException {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    Path manifest = manifest(desk, "corpus/_published-0001.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"init\"", "\"in\\u001b[31mit\\n[7] forged\""));
    assertThat(desk.run("lineage").exited(ExitCode.DONE).out())
        .contains("\u241b[31mit\u240a[7] forged")
        .doesNotContain("\u001b");
  }

  private static Path manifest(Desk desk, String pointer) {
    JsonNode published = Json.tree(desk.pointers().get(pointer));
    return desk.workspace().resolve(published.get("manifest").asText());
  }

  private static JsonNode json(Desk desk) {
    return Json.tree(desk.run("lineage", "--json").exited(ExitCode.DONE).out());
  }

  private static JsonNode schema() throws IOException {
    try (InputStream in = Lineage.class.getResourceAsStream("lineage.schema.json")) {
      return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
