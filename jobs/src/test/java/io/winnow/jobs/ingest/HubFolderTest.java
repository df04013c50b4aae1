package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.jobs.ingest.CorpusInput.Part;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubFolderTest {

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '>',
      value = {
        "train.conll test.conll dev.conll > train.conll > test.conll",
        "data/train-00000-of-00002.parquet data/train-00001-of-00002.parquet"
            + " data/test-00000-of-00001.parquet data/validation-00000-of-00001.parquet"
            + " README.md dataset_infos.json"
            + " > data/train-00000-of-00002.parquet data/train-00001-of-00002.parquet"
            + " > data/test-00000-of-00001.parquet",
        "train/a.jsonl.gz valid/a.jsonl > train/a.jsonl.gz > valid/a.jsonl",
        "Training.txt VAL.txt > Training.txt > VAL.txt",
        "wnut17train.conll emerging.dev.conll emerging.test.conll > wnut17train.conll >"
            + " emerging.test.conll",
        "eng.train eng.testa eng.testb > eng.train > eng.testb",
        "split=train/0.parquet split=test/0.parquet > split=train/0.parquet > split=test/0.parquet",
        "trainset.conll TestSet.conll > trainset.conll > TestSet.conll",
        "default/train/0000.parquet default/test/0000.parquet > default/train/0000.parquet >"
            + " default/test/0000.parquet",
        "train.conll eval.conll > train.conll > eval.conll",
        "de_train.conll de_evaluation.conll > de_train.conll > de_evaluation.conll",
        "train.conll more/test.jsonl > train.conll > more/test.jsonl",
        "train/x/1.txt train/y/2.txt test/1.txt > train/x/1.txt train/y/2.txt > test/1.txt",
        "train.conll dev.txt > train.conll > dev.txt",
        "train.conll test.conll extra.conll > train.conll > test.conll",
        "trainers.conll contest.conll latest.conll > contest.conll latest.conll trainers.conll > -",
        "test.conll > test.conll > -",
        "train.conll > train.conll > -",
        "news-1.txt LICENSE > news-1.txt > -",
      })
  void aFolderIsReadByItsSplits(String files, String corpus, String holdout) throws IOException {
    HubFolder read = folder(files);

    assertThat(names(read.part(Part.CORPUS))).isEqualTo(corpus);
    assertThat(read.hasHoldout() ? names(read.part(Part.HOLDOUT)) : "-").isEqualTo(holdout);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '>',
      value = {
        "test.conll dev.conll > CORPUS > it has validation (1 file: hub/dev.conll), test (1 file:"
            + " hub/test.conll); give the files by a path of their own",
        "dev.conll a.conll b.conll > CORPUS > without a split's name (2 files: hub/a.conll,"
            + " hub/b.conll)",
        "train.conll a.conll > HOLDOUT > what of",
        "de/train.conll de/test.conll en/train.conll > CORPUS > several data sets (configurations),"
            + " each with a train of its own: de, en; give one of these folders",
        "train.conll en/train/a.conll > HOLDOUT > the folder itself, en",
        "train_dev.conll > CORPUS > has train and validation",
        "README.md dataset_info.json > CORPUS > holds no data, but hub/README.md",
      })
  void whatCanNotBeToldIsRefused(String files, Part part, String message) {
    assertThatThrownBy(() -> folder(files).part(part))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFileGivenByItsPathIsReadWhateverItsName() throws IOException {
    write("test/dev.conll");

    HubFolder one = HubFolder.of(new Configuration(), find("hub/test/dev.conll"), Part.CORPUS);
    HubFolder whole = HubFolder.of(new Configuration(), find("hub/test"), Part.CORPUS);

    assertThat(one.part(Part.CORPUS).files()).hasSize(1);
    assertThat(one.notes(List.of(Part.CORPUS))).isEmpty();
    assertThat(whole.part(Part.CORPUS).files()).hasSize(1);
  }

  @Test
  void allFilesAreReadAlikeIfAsked() throws IOException {
    write("train-dev.conll test.conll README.md");

    HubFolder whole = HubFolder.of(new Configuration(), find("hub"), Part.ALL);

    assertThat(names(whole.part(Part.ALL))).isEqualTo("test.conll train-dev.conll");
    assertThat(whole.hasHoldout()).isFalse();
    assertThat(whole.notes(List.of(Part.ALL))).hasSize(1);
  }

  @Test
  void aGlobIsReadAsAFolderIs() throws IOException {
    write("train.conll test.conll train-2.conll");

    HubFolder glob = HubFolder.of(new Configuration(), find("hub/*.conll"), Part.CORPUS);

    assertThat(names(glob.part(Part.CORPUS))).isEqualTo("train-2.conll train.conll");
    assertThat(
            names(
                HubFolder.of(new Configuration(), find("hub/train*"), Part.CORPUS)
                    .part(Part.HOLDOUT)))
        .isEqualTo("train-2.conll train.conll");
  }

  @Test
  void whatIsNotReadIsNamed() throws IOException {
    HubFolder read = folder("train-1.txt train-2.txt dev.txt test.txt notes.txt README.md");
    String path = folder.resolve("hub").toString();

    assertThat(read.notes(List.of(Part.CORPUS, Part.HOLDOUT)))
        .containsExactly(
            "passed over in " + path + ": hub/README.md",
            path
                + " is read by its splits: corpus (2 files: hub/train-1.txt, hub/train-2.txt),"
                + " hold-out (1 file: hub/test.txt)",
            "not read: validation (1 file: hub/dev.txt); to use it, give it by its own path as"
                + " --holdout or --input",
            "Warning: not read: (1 file: hub/notes.txt), whose names tell no split; to use them,"
                + " give them by a path of their own");
    assertThat(read.notes(List.of(Part.CORPUS))).anyMatch(it -> it.contains("not read: test"));
  }

  @Test
  void theReadmeMaySayWhichFilesAreWhich() throws IOException {
    write("a.jsonl b-1.jsonl b-2.jsonl train.jsonl sub/c.jsonl");
    CorpusFiles.write(
        folder.resolve("hub/README.md"),
        """
        ---
        configs:
        - config_name: default
          data_files:
          - split: train
            path:
            - "a.jsonl"
            - "sub/*.jsonl"
          - split: test
            path: b-*.jsonl
        - config_name: other
          data_files: "train.jsonl"
        ---
        """);

    HubFolder read = HubFolder.of(new Configuration(), find("hub"), Part.CORPUS);

    assertThat(names(read.part(Part.CORPUS))).isEqualTo("a.jsonl sub/c.jsonl");
    assertThat(names(read.part(Part.HOLDOUT))).isEqualTo("b-1.jsonl b-2.jsonl");
    assertThat(read.others()).hasSize(1);
  }

  @Test
  void severalDataSetsByTheReadmeAreRefused() throws IOException {
    write("a.jsonl b.jsonl");
    CorpusFiles.write(
        folder.resolve("hub/README.md"),
        "---\nconfigs:\n- config_name: en\n  data_files: a.jsonl\n"
            + "- config_name: de\n  data_files: b.jsonl\n---\n");

    assertThatThrownBy(() -> HubFolder.of(new Configuration(), find("hub"), Part.CORPUS))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("README.md names several configurations: en, de;", "--holdout");
  }

  @Test
  void namesThatMayMeanATestSetAreWarnedOf() throws IOException {
    assertThat(folder("wnuttrain.conll wnuttest.conll").notes(List.of(Part.CORPUS)))
        .singleElement()
        .asString()
        .startsWith("Warning: all files of")
        .contains("(2 files: hub/wnuttest.conll, hub/wnuttrain.conll)");
  }

  @Test
  void theLineageOfAPartFindsItAgain() throws IOException {
    InputFiles train = folder("data/train-1.txt data/train-{2}.txt test.txt").part(Part.CORPUS);

    InputFiles again =
        HubFolder.of(
                new Configuration(),
                InputFiles.resolve(new Configuration(), train.qualified()),
                Part.CORPUS)
            .all();

    assertThat(again.files()).extracting(InputFile::path).isEqualTo(paths(train));
  }

  private static List<String> paths(InputFiles files) {
    return files.files().stream().map(InputFile::path).toList();
  }

  private HubFolder folder(String files) throws IOException {
    write(files);
    return HubFolder.of(new Configuration(), find("hub"), Part.CORPUS);
  }

  private InputFiles find(String path) {
    return InputFiles.resolve(new Configuration(), folder.resolve(path).toString());
  }

  private void write(String files) throws IOException {
    for (String file : files.split(" ")) {
      CorpusFiles.write(folder.resolve("hub").resolve(file), "a");
    }
    Files.createDirectories(folder.resolve("hub/.git"));
  }

  private String names(InputFiles files) {
    String root = "file:" + folder.resolve("hub") + "/";
    return files.files().stream()
        .map(file -> file.path().replace(root, ""))
        .collect(Collectors.joining(" "));
  }
}
