package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.testing.Duck;
import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets as the HuggingFace hub has them. */
class HubCorpusTest {

  private static final String SELECT =
      "SELECT '0' AS id, ['Anna', 'met', 'Bob'] AS tokens, [2, 1, 2]::BIGINT[] AS pos_tags,"
          + " [1, 0, 3]::BIGINT[] AS ner_tags";

  private static final String ONE_NAME =
      "{\"ner_tags\":{\"feature\":{\"names\":%s,\"_type\":\"ClassLabel\"},\"_type\":\"%s\"},"
          + "\"pos_tags\":{\"feature\":{\"names\":[\".\",\"NN\",\"NNP\"],\"_type\":\"ClassLabel\"},"
          + "\"_type\":\"%2$s\"}}";

  private static final String NAMES = "[\"O\",\"B-PER\",\"I-PER\",\"B-LOC\"]";

  private static final String PEOPLE = "Anna|met|Bob -> [[0,1) PER, [2,3) LOC]";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"Sequence", "List", "LargeList"})
  void theFooterNamesTags(String type) throws IOException {
    Path file = parquet("hub/data/train-00000-of-00001.parquet", ONE_NAME.formatted(NAMES, type));

    assertThat(CorpusFiles.shown(file)).containsExactly(PEOPLE);
    assertThat(CorpusFiles.shown(folder.resolve("hub"))).containsExactly(PEOPLE);
  }

  @Test
  void twoFoldersOfAWayMayHaveOneName() throws IOException {
    Path file = parquet("hub/data/hub/data/train.parquet", ONE_NAME.formatted(NAMES, "List"));

    assertThat(CorpusFiles.shown(file)).containsExactly(PEOPLE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dataset_info.json | {'features':{'ner_tags':{'feature':{'names':['O','B-PER','I-PER',"
            + "'B-LOC'],'_type':'ClassLabel'},'_type':'Sequence'}}}",
        "../dataset_infos.json | {'en':{'features':{'ner_tags':{'feature':{'names':['O','B-PER',"
            + "'I-PER','B-LOC'],'_type':'ClassLabel'},'_type':'Sequence'}}}}",
        "../README.md | ---`license: mit`dataset_info:`  features:`  - name: ner_tags`   "
            + " sequence:`      class_label:`        names:`          '0': O`          '1': B-PER` "
            + "         '2': I-PER`          '3': B-LOC`  splits: []`---`# Data",
        "README.md | ---`dataset_info:`- config_name: en`  features:`  - name: ner_tags`    list:`"
            + "      class_label:`        names: [O, B-PER, I-PER, B-LOC]`- config_name: data`"
            + "  features:`  - name: ner_tags`    sequence:`      class_label:`        names:`"
            + "          0: O`          1: B-PER`          2: I-PER`          3: B-LOC`---",
      })
  void filesBesideTheDataNameTags(String name, String content) throws IOException {
    Path parquet = folder.resolve("parquet/data/train.parquet");
    java.nio.file.Files.createDirectories(parquet.getParent());
    Duck.copy(SELECT, parquet);
    Path lines = folder.resolve("lines/data/train.jsonl");
    CorpusFiles.write(lines, "{\"tokens\":[\"Anna\",\"met\",\"Bob\"],\"ner_tags\":[1,0,3]}\n");
    for (Path data : List.of(parquet, lines)) {
      CorpusFiles.write(
          data.resolveSibling(name).normalize(),
          content.replace('\'', name.endsWith("json") ? '"' : '\'').replace('`', '\n'));

      assertThat(CorpusFiles.shown(data)).containsExactly(PEOPLE);
    }
    assertThat(CorpusFiles.shown(folder.resolve("lines"))).containsExactly(PEOPLE);
  }

  @Test
  void numbersWithoutNamesAreRefusedUntilTheyAreGiven() throws IOException {
    Path file = folder.resolve("a.parquet");
    Duck.copy(SELECT, file);

    assertThatThrownBy(() -> CorpusFiles.read(file))
        .hasMessageContaining(
            "'ner_tags' holds numbers, such as 1, and nothing says what they mean; name them,"
                + " such as --set init.tag-names=[O,B-PER,I-PER]");
    assertThat(shown(file, "auto", "O", "B-PER", "I-PER", "B-LOC")).containsExactly(PEOPLE);
  }

  @Test
  void filesThatDisagreeAreRefusedUntilNamesAreGiven() throws IOException {
    parquet("in/a.parquet", ONE_NAME.formatted(NAMES, "List"));
    parquet("in/b.parquet", ONE_NAME.formatted("[\"O\",\"B-LOC\",\"I-PER\",\"B-PER\"]", "List"));

    assertThatThrownBy(() -> CorpusFiles.read(folder.resolve("in")))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(
            "what the numbers in 'ner_tags' mean is not sure: in/a.parquet has [O, B-PER, I-PER,"
                + " B-LOC], but in/b.parquet has [O, B-LOC, I-PER, B-PER]",
            "init.tag-names");
    assertThat(shown(folder.resolve("in"), "auto", "O", "B-X", "I-X", "U-Y"))
        .containsExactly(
            "Anna|met|Bob -> [[0,1) X, [2,3) Y]", "Anna|met|Bob -> [[0,1) X, [2,3) Y]");
  }

  @Test
  void aFileThatSaysNothingBesideOneThatDoesIsRefused() throws IOException {
    parquet("in/a.parquet", ONE_NAME.formatted(NAMES, "List"));
    Duck.copy(SELECT, folder.resolve("in/b.parquet"));

    assertThatThrownBy(() -> CorpusFiles.read(folder.resolve("in")))
        .hasMessageContainingAll("in/a.parquet has [O, B-PER", "but in/b.parquet says nothing");
  }

  @Test
  void spansMayBeAnObjectOfLists() throws IOException {
    Path plain = folder.resolve("plain.parquet");
    Duck.copy(
        "SELECT 'Anna met Bob' AS text, {'start': [0, 9], 'end': [4, 12], 'label': [1, 0]}"
            + " AS entities",
        plain);
    Path file =
        HubParquet.described(
            plain,
            folder.resolve("a.parquet"),
            "{\"entities\":{\"feature\":{\"label\":{\"names\":[\"LOC\",\"PER\"],"
                + "\"_type\":\"ClassLabel\"}},\"_type\":\"Sequence\"}}");

    assertThat(CorpusFiles.shown(file)).containsExactly("Anna|met|Bob -> [[0,1) PER, [2,3) LOC]");
  }

  @Test
  void columnsThatAreNotNeededMayBeOfAnyType() {
    Path file = folder.resolve("a.parquet");
    Duck.copy(
        "SELECT 'Anna' AS text, ['O'] AS ner, ['Anna'] AS words, TIMESTAMP_NS '2020-01-01 00:00:00'"
            + " AS at, {'bytes': 'x'::BLOB, 'path': 'p'} AS image, uuid() AS key, [TIMESTAMP_NS"
            + " '2020-01-01 00:00:00'] AS times, [0.5::FLOAT] AS embedding, INTERVAL 3 DAY AS age",
        file);

    assertThat(CorpusFiles.shown(file)).containsExactly("Anna -> []");
    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(corpus.unusedFields().keySet())
          .containsExactly("age", "at", "embedding", "image", "key", "times");
    }
  }

  @Test
  void binaryTextIsText() {
    Path file = folder.resolve("a.parquet");
    Duck.copy("SELECT 'Zo\\xC3\\xAB'::BLOB AS text", file);

    assertThat(CorpusFiles.shown(file)).containsExactly("Zoë -> ?");
  }

  @Test
  void anIdThatCanNotBeReadIsRefused() {
    Path file = folder.resolve("a.parquet");
    Duck.copy("SELECT 'Anna' AS text, INTERVAL 3 DAY AS id", file);

    assertThatThrownBy(() -> CorpusFiles.read(file))
        .hasMessageContainingAll("a.parquet: column id: ", "INTERVAL");
  }

  @Test
  void trainAndTestOfAFolderAreReadApart() throws IOException {
    CorpusFiles.write(folder.resolve("hub/train.conll"), "Anna B-PER\n\n");
    CorpusFiles.write(folder.resolve("hub/test.jsonl"), "{\"text\":\"Ulm\",\"spans\":[]}");
    CorpusFiles.write(folder.resolve("hub/dev.conll"), "Bob B-PER\n\n");

    try (Corpus corpus = CorpusFiles.read(folder.resolve("hub"));
        Corpus test = Corpus.read(LocalSpark.session(), corpus.ownHoldout().orElseThrow())) {
      assertThat(CorpusFiles.shown(corpus.sentences())).containsExactly("Anna -> [[0,1) PER]");
      assertThat(CorpusFiles.shown(test.sentences())).containsExactly("Ulm -> []");
    }
  }

  @Test
  void whatSaveToDiskWritesIsRefusedWithAWayOut() throws IOException {
    CorpusFiles.write(folder.resolve("hub/dataset_dict.json"), "{\"splits\":[\"train\"]}");
    CorpusFiles.write(folder.resolve("hub/train/data-00000-of-00001.arrow"), "x");
    CorpusFiles.write(folder.resolve("hub/train/state.json"), "{}");

    assertThatThrownBy(() -> CorpusFiles.read(folder.resolve("hub")))
        .hasMessageContainingAll("Arrow", "load_from_disk", "to_parquet");
  }

  private static List<String> shown(Path file, String column, String... names) {
    InputSettings settings =
        new InputSettings(
            "",
            InputFormat.AUTO,
            TextSettings.AUTOMATIC,
            "auto",
            column,
            List.of(names),
            List.of(),
            0);
    try (Corpus corpus =
        Corpus.read(LocalSpark.session(), CorpusInput.of(file.toString(), settings))) {
      return CorpusFiles.shown(corpus.sentences());
    }
  }

  private Path parquet(String name, String features) throws IOException {
    Path plain = folder.resolve("plain.parquet");
    Duck.copy(SELECT, plain);
    return HubParquet.described(plain, folder.resolve(name), features);
  }
}
