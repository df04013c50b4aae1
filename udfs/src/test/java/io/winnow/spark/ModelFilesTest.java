package io.winnow.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.files.RunFolder;
import io.winnow.model.Checkpoint;
import io.winnow.model.SubwordTokenizer;
import io.winnow.model.TestCheckpoints;
import io.winnow.model.tags.TagScheme;
import io.winnow.testing.LocalSpark;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {

  private static final List<String> TAGS = new LabelScheme(List.of("PER")).tags();

  @TempDir Path folder;

  /** The local disk under another name: Winnow must not read it as local files. */
  public static final class Elsewhere extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("elsewhere:///");
    }

    @Override
    public String getScheme() {
      return "elsewhere";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run=20260101T000000Z-abc123", "with space", "50%25", "ünïcode", "a#b"})
  void aFolderOfAnyNameIsRead(String name) throws IOException {
    Path checkpoint = checkpoint(name, 1);

    assertThat(score(shipped(checkpoint))).isNegative();
    assertThat(score(shipped(checkpoint))).as("shipped again").isNegative();
  }

  /** By their last name alone they would be one and the same. */
  @Test
  void twoModelsInFoldersOfTheSameNameAreNotMixedUp() throws IOException {
    ModelFiles one = shipped(checkpoint("models/0001/checkpoint", 1));
    ModelFiles other = shipped(checkpoint("models/0002/checkpoint", 2));
    double first = score(one);
    double second = score(other);

    assertThat(second).isNotCloseTo(first, within(1e-3));
    assertThat(score(one)).isEqualTo(first);
    assertThat(score(other)).isEqualTo(second);
  }

  @Test
  void aFolderOnAnotherFileSystemIsCopiedAndTheCopyDeleted() throws IOException {
    Path checkpoint = checkpoint("remote", 1);
    ModelFiles model =
        new ModelFiles("elsewhere://" + checkpoint, "0", ModelFiles.Place.FILE_SYSTEM);
    Path copy;
    try (LocalFolder local = model.local(elsewhere())) {
      copy = local.path();
      assertThat(copy).isNotEqualTo(checkpoint);
      assertThat(Checkpoint.open(copy).sha256()).isEqualTo(Checkpoint.open(checkpoint).sha256());
    }
    assertThat(copy).doesNotExist();
    assertThat(checkpoint.resolve(Checkpoint.WEIGHTS)).exists();
  }

  /** Else a model that was found to be IOB1 would be taken for IOB2. */
  @Test
  void whatTheLineageTellsOfLabelsComesAlong() throws IOException {
    Path checkpoint = checkpoint("iob1", 1);
    Checkpoint.writeLineage(checkpoint, Map.of(Checkpoint.TAG_SCHEME, "iob1"));
    ModelFiles model =
        new ModelFiles("elsewhere://" + checkpoint, "0", ModelFiles.Place.FILE_SYSTEM);
    try (LocalFolder local = model.local(elsewhere())) {
      assertThat(Checkpoint.open(local.path()).headTags().orElseThrow().scheme())
          .contains(TagScheme.IOB1);
    }
  }

  /** Else executors would spell words otherwise than the driver that trained the model. */
  @Test
  void whatOverridesTheTokenizerComesAlong() throws IOException {
    Path checkpoint = checkpoint("cased", 1);
    Files.writeString(checkpoint.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
    ModelFiles model =
        new ModelFiles("elsewhere://" + checkpoint, "0", ModelFiles.Place.FILE_SYSTEM);
    int unknown = 100;
    try (LocalFolder local = model.local(elsewhere());
        SubwordTokenizer tokenizer = SubwordTokenizer.open(local.path())) {
      assertThat(tokenizer.encode(List.of("Paris")).ids()).containsExactly(unknown);
    }
  }

  @Test
  void aFolderThatLacksAFileLeavesNoCopyBehind() throws IOException {
    Path checkpoint = checkpoint("lacking", 1);
    Files.delete(checkpoint.resolve(Checkpoint.TOKENIZER));
    ModelFiles model =
        new ModelFiles("elsewhere://" + checkpoint, "0", ModelFiles.Place.FILE_SYSTEM);
    long before = copies();

    assertThatThrownBy(() -> model.local(elsewhere()))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("tokenizer.json");
    assertThat(copies()).isEqualTo(before);
  }

  @Test
  void aLocalFolderIsReadInPlaceAndStays() throws IOException {
    Path checkpoint = checkpoint("local", 1);
    try (LocalFolder local = shipped(checkpoint).local(new Configuration())) {
      assertThat(local.path()).isEqualTo(checkpoint);
    }
    assertThat(checkpoint.resolve(Checkpoint.WEIGHTS)).exists();
  }

  @Test
  void aFolderThatThisMachineDoesNotSeeIsNamed() {
    ModelFiles model =
        new ModelFiles(
            folder.resolve("gone").toUri().toString(), "0", ModelFiles.Place.FILE_SYSTEM);

    assertThatThrownBy(() -> model.local(new Configuration()))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(
            folder.resolve("gone")
                + " is not on this machine; put the workspace on a file system that all executors"
                + " see");
  }

  @Test
  void onlyAFolderThatIsThereCanBeShipped() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> ModelFiles.ship(LocalSpark.session(), file.toString(), "0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is a file; name the folder it lies in");
    assertThatThrownBy(
            () -> ModelFiles.ship(LocalSpark.session(), folder.resolve("gone").toString(), "0"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("gone");
  }

  /** Hadoop calls both files, and would wait for the one and read the other without end. */
  @Test
  void aPipeOrADeviceInPlaceOfAFileIsNotOpened() throws Exception {
    Path checkpoint = checkpoint("hostile", 1);
    Path weights = checkpoint.resolve("model.safetensors");
    Files.delete(weights);
    assertThat(new ProcessBuilder("mkfifo", weights.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> ModelFiles.ship(LocalSpark.session(), checkpoint.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no model folder: it has no model.safetensors");

    Files.delete(weights);
    Files.createSymbolicLink(weights, Path.of("/dev/zero"));
    assertThatThrownBy(() -> ModelFiles.ship(LocalSpark.session(), checkpoint.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no model folder: it has no model.safetensors");
  }

  private Path checkpoint(String name, long seed) throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve(name));
    return TestCheckpoints.small().withSeed(seed).withTags(TAGS).write(checkpoint);
  }

  /** As the jobs name folders: by Hadoop's paths, which escape nothing. */
  private static ModelFiles shipped(Path checkpoint) throws IOException {
    return ModelFiles.ship(
        LocalSpark.session(), "file:" + checkpoint, Checkpoint.open(checkpoint).sha256());
  }

  private static double score(ModelFiles model) {
    List<Sentence> one = List.of(Sentence.ofWords("test", List.of("Anna", "lives", "in", "Bern")));
    return ScoringFixture.scores(model, ScoringFixture.corpus(one))
        .values()
        .iterator()
        .next()
        .getAs("mnlp");
  }

  private static Configuration elsewhere() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.elsewhere.impl", Elsewhere.class, FileSystem.class);
    return hadoop;
  }

  private static long copies() throws IOException {
    try (var files = Files.list(RunFolder.current().path())) {
      return files.filter(it -> it.getFileName().toString().startsWith("winnow-model")).count();
    }
  }
}
