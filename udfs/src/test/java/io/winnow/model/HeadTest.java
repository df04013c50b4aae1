package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.Tensor;
import io.winnow.model.tags.HeadTags;
import io.winnow.model.tags.TagScheme;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadTest {

  /** As some order them: by the alphabet, O last. */
  private static final List<String> ALPHABETICAL = List.of("B-LOC", "B-PER", "I-LOC", "I-PER", "O");

  @TempDir Path folder;

  @Test
  void anyOrderOfTheTagsIsUsableAndTypesKeepTheOrderOfTheirBegins() {
    assertThat(usable(ALPHABETICAL).tags())
        .isEqualTo(
            new HeadTags(
                new LabelScheme(List.of("LOC", "PER")),
                List.of(4, 0, 2, 1, 3),
                List.of("O", "B-LOC", "I-LOC", "B-PER", "I-PER"),
                Optional.of(TagScheme.IOB2),
                List.of()));
    assertThat(usable(List.of("O", "B-MISC", "I-MISC", "B-PER", "I-PER")).tags())
        .isEqualTo(HeadTags.iob2(new LabelScheme(List.of("MISC", "PER"))));
  }

  @Test
  void aSchemeThatIsToldCountsOnlyWhereLabelsLeaveItOpen() {
    var open = config(List.of("O", "B-PER", "I-PER"));
    assertThat(head(open, 3, Optional.of(TagScheme.IOB1)))
        .extracting(it -> ((Head.Usable) it).tags().scheme())
        .isEqualTo(Optional.of(TagScheme.IOB1));
    assertThat(head(open, 3, Optional.empty()))
        .extracting(it -> ((Head.Usable) it).tags().scheme())
        .isEqualTo(Optional.empty());
    assertThat(head(config(List.of("O", "I-PER")), 2, Optional.of(TagScheme.IOB2)))
        .extracting(it -> ((Head.Usable) it).tags().scheme())
        .isEqualTo(Optional.of(TagScheme.IO));
  }

  @Test
  void labelsThatAreNoTagsAreNoUsableHeadAndTheWayOutIsToNameThem() {
    assertThat(head(config(List.of("LABEL_0", "LABEL_1")), 2, Optional.empty()))
        .isEqualTo(
            new Head.Unusable(
                "its labels LABEL_0, LABEL_1 are numbers without a meaning; name the 2 labels with"
                    + " 'winnow model import --labels O,B-PER,I-PER,...' in the order of their ids,"
                    + " or train it first"));
  }

  /** Its tensors have the same names, and its labels may look like types beside NONE. */
  @Test
  void aHeadForWholeTextsIsNoUsableHead() {
    var config = config(List.of("NONE", "HATE"));
    config.putArray("architectures").add("BertForSequenceClassification");

    assertThat(head(config, 2, Optional.empty()))
        .isEqualTo(
            new Head.Unusable(
                "its head is that of a BertForSequenceClassification, for texts and not for their"
                    + " words; train it first"));
  }

  /** Ids as JSON has them: strings, in any order. */
  @Test
  void idsAreNumbersInAnyOrder() {
    var config = JsonFormat.MAPPER.createObjectNode();
    var id2label = config.putObject("id2label");
    for (int id : new int[] {10, 2, 0, 9, 1, 3, 4, 5, 6, 7, 8}) {
      String tag = id == 0 ? "O" : (id % 2 == 1 ? "B-" : "I-") + "T" + (id - 1) / 2;
      id2label.put(Integer.toString(id), tag);
    }
    assertThat(head(config, 11, Optional.of(TagScheme.IOB2)))
        .isEqualTo(
            new Head.Usable(
                HeadTags.iob2(new LabelScheme(List.of("T0", "T1", "T2", "T3", "T4"))), 11));
  }

  @Test
  void idsWithAHoleAreNoUsableHead() {
    var config = JsonFormat.MAPPER.createObjectNode();
    config.putObject("id2label").put("0", "O").put("1", "B-PER").put("3", "I-PER");

    assertThat(reason(config, 4))
        .startsWith(
            "its id2label has 3 labels, the classifier 4 rows, and there is no label for id 2; name"
                + " the 4 labels with");
    config.putObject("id2label").put("1", "O").put("2", "B-PER").put("3", "I-PER");
    assertThat(reason(config, 4))
        .startsWith(
            "its id2label has 3 labels, the classifier 4 rows, and there is no label for id 0; ");
    config.putObject("id2label").put("O", 0);
    assertThat(reason(config, 1))
        .startsWith("its id2label has the id 'O', which is no whole number; ");
    config.putObject("id2label").put("0", "O").putNull("1");
    assertThat(reason(config, 2)).startsWith("its id2label has no name for id 1, but null; ");
    config.putArray("id2label").add("O").add("PER");
    assertThat(reason(config, 2)).startsWith("its config.json names no labels; ");
    assertThat(reason(JsonFormat.MAPPER.createObjectNode(), 9))
        .startsWith("its config.json names no labels; name the 9 labels with ");
  }

  @Test
  void anotherNumberOfLabelsThanRowsIsRefusedWithBoth() {
    var config = config(List.of("O", "B-PER", "I-PER"));
    assertThatThrownBy(() -> head(config, 9, Optional.empty()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "config.json: id2label tells of 3 labels, but the tensor 'classifier.weight' has 9"
                + " rows; name all 9 with 'winnow model import --labels O,B-PER,I-PER,...'");
    config.put("num_labels", 9);
    assertThatThrownBy(() -> head(config, 3, Optional.empty()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(
            "config.json: num_labels tells of 9 labels, but the tensor 'classifier.weight' has 3"
                + " rows");
  }

  /** The same head, its rows in another order, gives every tag the same probability. */
  @Test
  void rowsFollowTheirTags() throws IOException {
    LabelScheme scheme = new LabelScheme(List.of("LOC", "PER"));
    TestCheckpoints.Small usual = TestCheckpoints.small().withTags(scheme.tags());
    TestCheckpoints.Small turned = TestCheckpoints.small().withTags(ALPHABETICAL);
    Map<String, Tensor> tensors = new LinkedHashMap<>(usual.tensors());
    List<Integer> places = ALPHABETICAL.stream().map(scheme.tags()::indexOf).toList();
    tensors.computeIfPresent(Head.WEIGHT, (name, tensor) -> tensor.rows(places));
    tensors.computeIfPresent(Head.BIAS, (name, tensor) -> tensor.rows(places));
    Path one = usual.write(Files.createDirectory(folder.resolve("one")));
    Path other =
        TestCheckpoints.write(
            Files.createDirectory(folder.resolve("other")), turned.config(), tensors);
    List<List<String>> sentences = List.of(List.of("Anna", "lives", "in", "Bern"));

    try (TokenClassifier first = TokenClassifier.load(one, Precision.FP32, Device.cpu());
        TokenClassifier second = TokenClassifier.load(other, Precision.FP32, Device.cpu())) {
      assertThat(second.scheme()).isEqualTo(first.scheme());
      assertThat(second.logProbabilities(sentences, BatchLayout.DEFAULT).get(0))
          .containsExactly(first.logProbabilities(sentences, BatchLayout.DEFAULT).get(0));
    }
  }

  private static Head.Usable usable(List<String> tags) {
    return (Head.Usable) head(config(tags), tags.size(), Optional.of(TagScheme.IOB2));
  }

  private static String reason(ObjectNode config, int rows) {
    return ((Head.Unusable) head(config, rows, Optional.empty())).reason();
  }

  private static Head head(ObjectNode config, int rows, Optional<TagScheme> told) {
    return Head.of(OptionalInt.of(rows), Path.of(Checkpoint.CONFIG), config, told);
  }

  private static ObjectNode config(List<String> tags) {
    var config = JsonFormat.MAPPER.createObjectNode();
    var id2label = config.putObject("id2label");
    for (int id = 0; id < tags.size(); id++) {
      id2label.put(Integer.toString(id), tags.get(id));
    }
    return config;
  }
}
