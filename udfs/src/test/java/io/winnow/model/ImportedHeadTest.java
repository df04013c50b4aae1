package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.acquisition.WordDistributions;
import io.winnow.json.JsonFormat;
import io.winnow.model.ImportedHead.Asked;
import io.winnow.model.ToyHeads.Kind;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.Tensor;
import io.winnow.model.tags.TagScheme;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportedHeadTest {

  private static final LabelScheme TYPES = new LabelScheme(List.of("LOC", "PER"));

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    Torch.threads(1);
  }

  @ParameterizedTest
  @CsvSource({
    "IOB1, 'IOB1: I- begins an entity where the word before is of another type (of '",
    "IOB2, 'IOB2 (of '"
  })
  void itsPredictionsTellWhatItsLabelsLeaveOpen(Kind kind, String explained) throws IOException {
    ToyHeads.copy(kind, folder);

    ImportedHead head = ImportedHead.settle(folder, Asked.NOTHING);

    assertThat(head.tags().orElseThrow().scheme()).contains(kind.scheme());
    assertThat(head.remark())
        .startsWith(explained)
        .matches(
            ".*\\(of \\d+ entities that it finds in the built-in texts, \\d+ begin with I-\\)");
    assertThat(head.lineage())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("tag_scheme", kind.scheme().code(), "tags_read", head.remark()));
    Checkpoint.writeLineage(folder, head.lineage());
    try (TokenClassifier classifier = TokenClassifier.load(folder, Precision.FP32, Device.cpu())) {
      assertThat(classifier.tags()).isEqualTo(head.tags().get());
      assertThat(classifier.labelsRead()).isEqualTo(head.tags().get().explained());
    }
  }

  @Test
  void aHeadThatFindsNothingIsTakenForIob2() throws IOException {
    TestCheckpoints.Small small = TestCheckpoints.small().withTags(TYPES.tags());
    Map<String, Tensor> tensors = new LinkedHashMap<>(small.tensors());
    tensors.put(Head.WEIGHT, Tensor.of(new float[5 * 32], 5, 32));
    tensors.put(Head.BIAS, Tensor.of(new float[] {9, 0, 0, 0, 0}, 5));
    TestCheckpoints.write(folder, small.config(), tensors);
    Files.delete(folder.resolve(Checkpoint.LINEAGE));

    assertThat(ImportedHead.settle(folder, Asked.NOTHING).remark())
        .isEqualTo("IOB2 (it finds no entity in the built-in texts, so IOB2 is assumed)");
  }

  @Test
  void whatIsAskedForCounts() throws IOException {
    ToyHeads.copy(Kind.IOB2, folder);

    ImportedHead head =
        ImportedHead.settle(folder, new Asked(List.of(), Optional.of(TagScheme.IOB1)));

    assertThat(head.tags().orElseThrow().scheme()).contains(TagScheme.IOB1);
    assertThat(head.remark())
        .isEqualTo("IOB1: I- begins an entity where the word before is of another type (as asked)");
  }

  /** An import of what was imported; and of a model that Winnow trained. */
  @Test
  void whatALineageTellsIsNotAskedAgain() throws IOException {
    ToyHeads.copy(Kind.IOB1, folder);
    Checkpoint.writeLineage(folder, Map.of(Checkpoint.TAG_SCHEME, "iob1"));
    assertThat(ImportedHead.settle(folder, Asked.NOTHING).remark())
        .isEqualTo("IOB1: I- begins an entity where the word before is of another type");

    Checkpoint.writeLineage(folder, Map.of("round", 3));
    assertThat(ImportedHead.settle(folder, Asked.NOTHING).remark()).isEqualTo("IOB2");

    Checkpoint.writeJson(folder.resolve(Checkpoint.LINEAGE), Map.of("tag_scheme", "iob3"));
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            folder.resolve("winnow.json") + ": tag_scheme is 'iob3'; it must be iob1 or iob2");
  }

  @Test
  void aSchemeThatTheLabelsAreNotOfIsRefused() throws IOException {
    ToyHeads.copy(Kind.PLAIN, folder);

    assertThatThrownBy(
            () -> ImportedHead.settle(folder, new Asked(List.of(), Optional.of(TagScheme.IOB2))))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(folder + ": its labels O, I-LOC, I-PER are of io, not of iob2");
    assertThat(ImportedHead.settle(folder, Asked.NOTHING).remark())
        .isEqualTo("IO: words of one type in a row are one entity");
  }

  @Test
  void labelsThatAreGivenAreStored() throws IOException {
    ToyHeads.copy(Kind.PLAIN, folder);
    ToyHeads.name(folder, List.of("LABEL_0", "LABEL_1", "LABEL_2"));
    assertThat(ImportedHead.settle(folder, Asked.NOTHING))
        .isEqualTo(
            new ImportedHead(
                Optional.empty(),
                "its labels LABEL_0, LABEL_1, LABEL_2 are numbers without a meaning; name the 3"
                    + " labels with 'winnow model import --labels O,B-PER,I-PER,...' in the order"
                    + " of their ids, or train it first"));

    Asked asked = new Asked(List.of("LOC", "O", "PER"), Optional.empty());
    assertThat(ImportedHead.settle(folder, asked).tags().orElseThrow().labels()).isEqualTo(TYPES);

    JsonNode config = JsonFormat.MAPPER.readTree(Files.readString(folder.resolve("config.json")));
    assertThat(config.path("id2label").toString())
        .isEqualTo("{\"0\":\"LOC\",\"1\":\"O\",\"2\":\"PER\"}");
    assertThat(config.path("label2id").toString()).isEqualTo("{\"LOC\":0,\"O\":1,\"PER\":2}");
    try (TokenClassifier classifier = TokenClassifier.load(folder, Precision.FP32, Device.cpu())) {
      assertThat(classifier.scheme()).isEqualTo(TYPES);
    }
  }

  @Test
  void labelsThatDoNotFitAreRefused() throws IOException {
    ToyHeads.copy(Kind.PLAIN, folder);
    assertThatThrownBy(
            () -> ImportedHead.settle(folder, new Asked(List.of("O", "B-PER"), Optional.empty())))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("id2label tells of 2 labels")
        .hasMessageContaining("has 3 rows");
    assertThatThrownBy(
            () ->
                ImportedHead.settle(
                    folder, new Asked(List.of("PER", "LOC", "ORG"), Optional.empty())))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("PER, LOC, ORG have none for words outside of entities, such as O");
  }

  @Test
  void anEncoderHasNothingToSettle() throws IOException {
    TestCheckpoints.small().write(folder);

    ImportedHead none = ImportedHead.settle(folder, Asked.NOTHING);
    assertThat(none)
        .isEqualTo(new ImportedHead(Optional.empty(), "it holds an encoder alone; train it first"));
    assertThat(none.lineage()).isEmpty();
    assertThatThrownBy(
            () -> ImportedHead.settle(folder, new Asked(List.of("O", "PER"), Optional.empty())))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(folder + " has no head: it holds an encoder alone; train it first");
  }

  /** Its labels mean what they meant, and what is written is IOB2. */
  @ParameterizedTest
  @CsvSource({"IOB1", "PLAIN", "BILOU"})
  void trainingGoesOnFromAForeignHead(Kind kind) throws IOException {
    Path foreign = ToyHeads.copy(kind, Files.createDirectory(folder.resolve("foreign")));
    ImportedHead head = ImportedHead.settle(foreign, Asked.NOTHING);
    Checkpoint.writeLineage(foreign, head.lineage());
    LabelScheme types = head.tags().orElseThrow().labels();
    List<ToyCorpus.Labelled> held = ToyCorpus.sentences(50, 5);
    List<List<String>> sentences = held.stream().map(ToyCorpus.Labelled::words).toList();
    Path written = Files.createDirectory(folder.resolve("written"));
    List<float[]> before;
    try (TokenClassifier classifier = TokenClassifier.load(foreign, Precision.FP32, Device.cpu())) {
      before = classifier.logProbabilities(sentences, BatchLayout.DEFAULT);
    }
    try (TrainableClassifier classifier =
        TrainableClassifier.continuing(foreign, types, TinyTask.PLAIN, Device.cpu())) {
      assertThat(classifier.head()).isEqualTo(TrainableClassifier.HeadOrigin.CHECKPOINT);
      List<float[]> begin = classifier.logProbabilities(sentences, BatchLayout.DEFAULT);
      assertThat(sameTypes(types, before, begin)).isGreaterThan(0.97);
      for (ToyCorpus.Labelled one : ToyCorpus.sentences(60, 6)) {
        WordTargets targets = new WordTargets.Hard(types.tagIds(one.words().size(), one.spans()));
        classifier.step(classifier.windows(one.words(), targets, 64, 8), 1e-3);
      }
      classifier.write(written, Map.of());
    }
    Checkpoint checkpoint = Checkpoint.open(written);
    assertThat(checkpoint.headTags().orElseThrow().isIob2()).isTrue();
    assertThat(checkpoint.labelScheme()).contains(types);
    assertThat(Files.readString(written.resolve("winnow.json")))
        .contains("\"tag_scheme\" : \"iob2\"");
  }

  /** The base's number of labels is not the trained model's. */
  @Test
  void anotherNumberOfLabelsIsNotCarriedOver() throws IOException {
    Path base = ToyHeads.copy(Kind.IOB2, Files.createDirectory(folder.resolve("base")));
    Path config = base.resolve("config.json");
    ObjectNode json = (ObjectNode) JsonFormat.MAPPER.readTree(Files.readAllBytes(config));
    Checkpoint.writeJson(config, json.put("num_labels", 5).put("_num_labels", 5));
    Path written = Files.createDirectory(folder.resolve("written"));
    LabelScheme one = new LabelScheme(List.of("PER"));

    try (TrainableClassifier classifier =
        TrainableClassifier.of(base, one, TinyTask.PLAIN, Device.cpu())) {
      classifier.write(written, Map.of());
    }

    assertThat(Checkpoint.open(written).labelScheme()).contains(one);
    assertThat(Files.readString(written.resolve("config.json"))).doesNotContain("num_labels");
  }

  /** The share of words whose best tags are of one type. */
  private static double sameTypes(LabelScheme types, List<float[]> some, List<float[]> others) {
    int same = 0;
    int words = 0;
    for (int i = 0; i < some.size(); i++) {
      int length = some.get(i).length / types.tagCount();
      WordDistributions one = new WordDistributions(some.get(i), length, types.tagCount());
      WordDistributions other = new WordDistributions(others.get(i), length, types.tagCount());
      for (int word = 0; word < length; word++) {
        boolean isSame =
            LabelScheme.typeOf(one.bestTag(word)) == LabelScheme.typeOf(other.bestTag(word));
        same += isSame ? 1 : 0;
      }
      words += length;
    }
    return same / (double) words;
  }
}
