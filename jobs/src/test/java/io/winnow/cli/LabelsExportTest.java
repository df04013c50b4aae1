package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.winnow.api.ExitCode;
import io.winnow.hub.FrontMatter;
import io.winnow.testing.Duck;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code labels export}: what a workspace knows as a data set, read by others and by Winnow. */
class LabelsExportTest {

  /** Places of entities in the text, whatever its words are. */
  private static final String PLACES =
      "list_transform(%s, s -> s.type || ' ' || words[s.start_word + 1].start || '-' ||"
          + " words[s.end_word].end)";

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void merge() {
    desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"conll", "jsonl", "label-studio", "spacy"})
  void whatGoesOutComesInAgainTheSame(String format) {
    Path out = export(format);
    Desk again = Desk.at(folder.resolve("again"));

    again
        .run("init", "--input=" + out)
        .exited(ExitCode.DONE)
        .saying("is read by its splits: corpus (1 file: ");

    assertThat(
            Duck.query(
                "SELECT text, %s FROM %s JOIN %s USING (id) ORDER BY text"
                    .formatted(
                        PLACES.formatted("spans"),
                        again.table("corpus", "sentences"),
                        again.table("corpus", "gold"))))
        .isEqualTo(labels(desk))
        .isNotEmpty();
    assertThat(holdout(again)).isEqualTo(holdout(desk)).isNotEmpty();
  }

  @Test
  void theHubsLayoutHasWhatItsLibraryReads() throws IOException {
    Path out = export("huggingface");

    assertThat(files(out))
        .containsExactly(
            "README.md", "data/test-00000-of-00001.parquet", "data/train-00000-of-00001.parquet");
    JsonNode front =
        new YAMLMapper()
            .readTree(FrontMatter.of(Files.readString(out.resolve("README.md"))).orElseThrow());
    String train = "'%s'".formatted(out.resolve("data/train-00000-of-00001.parquet"));
    JsonNode info = front.get("dataset_info");
    assertThat(Duck.query("SELECT count(*) FROM " + train))
        .isEqualTo(List.of(List.of(info.at("/splits/0/num_examples").asText())));
    assertThat(front.at("/configs/0/data_files/1/path").asText())
        .isEqualTo("data/test-00000-of-00001.parquet");
    JsonNode footer =
        Json.tree(
            Duck.query(
                    "SELECT decode(value) FROM parquet_kv_metadata(%s) WHERE decode(key) = 'huggingface'"
                        .formatted(train))
                .get(0)
                .get(0));
    List<String> described = new ArrayList<>();
    info.get("features").forEach(feature -> described.add(feature.get("name").asText()));
    List<String> inFooter = new ArrayList<>();
    footer.at("/info/features").fieldNames().forEachRemaining(inFooter::add);
    List<String> columns =
        Duck.query("DESCRIBE SELECT * FROM " + train).stream().map(row -> row.get(0)).toList();
    assertThat(described).isEqualTo(columns).isEqualTo(inFooter);
    JsonNode names = footer.at("/info/features/ner_tags/feature/names");
    assertThat(names.get(0).asText()).isEqualTo("O");
    assertThat(info.at("/features/3/sequence/class_label/names/1")).isEqualTo(names.get(1));
    // Tags are those of the entities.
    assertThat(
            Duck.query(
                "SELECT count(*) FILTER (len(tokens) <> len(ner_tags)), sum(len(entities)) = sum(len(list_filter(ner_tags, t -> t %% 2 = 1))), bool_and(list_bool_and(list_transform(entities, e -> substr(text, e.start + 1, e.end - e.start) = e.text OR text SIMILAR TO '.*[^\\x00-\\x{FFFF}].*'))) FROM %s"
                    .formatted(train)))
        .isEqualTo(List.of(List.of("0", "true", "true")));
  }

  @Test
  void aCardSaysWhatTheDataIs() throws IOException {
    Path out = export("jsonl");

    assertThat(Files.readString(out.resolve("README.md")))
        .contains("| train | `train.jsonl` | 12 | ", "| test | `test.jsonl` | 24 | ")
        .contains("settled by gold (24)", "sentences by annotator: annotator-01 (12)")
        .contains("- sentences: `corpus.conll`, SHA-256 `", "- `merge.adjudicator = auto`")
        .doesNotContain(folder.toString());
    JsonNode first = Json.tree(Files.readAllLines(out.resolve("train.jsonl")).get(0));
    assertThat(first.get("round").asInt()).isZero();
    assertThat(first.get("tokens").get(0).get("start").asInt()).isZero();
  }

  @Test
  void labelStudioGetsTasksWithOneAnnotationEach() throws IOException {
    Path out = export("label-studio");

    assertThat(Files.readString(out.resolve("labeling-config.xml"))).contains("<Label value=");
    JsonNode tasks = Json.tree(Files.readString(out.resolve("train.json")));
    assertThat(tasks.size()).isEqualTo(12);
    for (JsonNode task : tasks) {
      String text = task.at("/data/text").asText();
      for (JsonNode region : task.at("/annotations/0/result")) {
        int start = text.offsetByCodePoints(0, region.at("/value/start").asInt());
        int end = text.offsetByCodePoints(0, region.at("/value/end").asInt());
        assertThat(text.substring(start, end)).isEqualTo(region.at("/value/text").asText());
      }
    }
  }

  @Test
  void unsureLabelsMayStay() {
    desk = Stages.SENT.copyTo(folder.resolve("unsure"));
    desk.run("vendor", "simulate", "--annotators=3", "--missed=0.5").exited(ExitCode.DONE);
    desk.run("merge").exited(ExitCode.DONE);
    String unsure =
        Duck.query(
                "SELECT count(*) FROM %s WHERE confidence < 0.9"
                    .formatted(desk.table("labels", "labels")))
            .get(0)
            .get(0);

    desk.run("labels", "export", "--format=jsonl", "--to=" + folder + "/x", "--min-confidence=0.9")
        .exited(ExitCode.DONE)
        .saying("left out: %s labels with a confidence below 0.9".formatted(unsure));

    assertThat(unsure).isNotEqualTo("0");
    desk.run("labels", "export", "--format=jsonl", "--to=" + folder + "/y", "--min-confidence=2")
        .exited(ExitCode.USAGE)
        .saying("--min-confidence must be from 0 to 1, not 2.0");
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAloneAndWhatWasBegunIsBegunAnew() throws IOException {
    desk.run("labels", "export", "--format=conll", "--to=" + folder)
        .exited(ExitCode.USAGE)
        .saying("is not empty (workspace); name a folder of its own");
    Path begun = Files.createDirectories(folder.resolve("out/_unfinished"));
    Files.writeString(begun.resolve("train.conll"), "half");

    assertThat(files(export("conll"))).containsExactly("README.md", "test.conll", "train.conll");
  }

  private Path export(String format) {
    Path out = folder.resolve("out");
    desk.run("labels", "export", "--format=" + format, "--to=" + out)
        .exited(ExitCode.DONE)
        .saying("Export: train 12 sentences with ", "test 24 sentences with ");
    return out;
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static List<List<String>> labels(Desk desk) {
    return Duck.query(
        "SELECT text, %s FROM %s ORDER BY text"
            .formatted(PLACES.formatted("spans"), desk.table("labels", "labels")));
  }

  private static List<List<String>> holdout(Desk desk) {
    return Duck.query(
        "SELECT text, %s FROM %s ORDER BY text"
            .formatted(PLACES.formatted("spans"), desk.table("corpus", "holdout")));
  }
}
