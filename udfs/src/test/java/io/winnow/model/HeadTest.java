package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.Tensor;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadTest {

  /** As some order them: by the alphabet, O last. */
  private static final List<String> ALPHABETICAL = List.of("B-LOC", "B-PER", "I-LOC", "I-PER", "O");

  @TempDir Path folder;

  @Test
  void anyOrderOfTheTagsIsUsableAndTypesKeepTheOrderOfTheirBegins() {
    assertThat(head(ALPHABETICAL))
        .isEqualTo(new Head.Usable(new LabelScheme(List.of("LOC", "PER")), List.of(4, 0, 2, 1, 3)));
    assertThat(head(List.of("O", "B-MISC", "I-MISC", "B-PER", "I-PER")))
        .isEqualTo(
            new Head.Usable(new LabelScheme(List.of("MISC", "PER")), List.of(0, 1, 2, 3, 4)));
  }

  /** IOB1 as CoNLL-2003 was released lacks the {@code B-} of types that never touch. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LABEL_0,LABEL_1",
        "O,I-PER,I-LOC",
        "O,B-LOC,I-LOC,I-PER",
        "B-PER,I-PER",
        "O,B-PER,I-PER,X",
        "O,B-PER,I-PER,B-PER,I-PER",
        "O,O,B-PER,I-PER",
        "O,B-,I-",
        "POSITIVE,NEGATIVE",
        "O,B-PER,I-PER,L-PER,U-PER",
        "O",
      })
  void otherTagsAreNoUsableHeadAndTheReasonListsThem(String tags) {
    List<String> list = List.of(tags.split(","));

    assertThat(head(list))
        .isEqualTo(
            new Head.Unusable("its tags %s are not O, and B- and I- of each type".formatted(list)));
  }

  @Test
  void idsWithAHoleAreNoUsableHead() {
    var config = JsonFormat.MAPPER.createObjectNode();
    config.putObject("id2label").put("0", "O").put("1", "B-PER").put("3", "I-PER");

    assertThat(Head.of(Set.of(Head.WEIGHT), config))
        .isEqualTo(new Head.Unusable("its id2label names 3 tags, 2 of them by the ids from 0 on"));
    assertThat(Head.of(Set.of(Head.WEIGHT), JsonFormat.MAPPER.createObjectNode()))
        .isEqualTo(new Head.Unusable("its id2label names 0 tags, 0 of them by the ids from 0 on"));
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

  private static Head head(List<String> tags) {
    var config = JsonFormat.MAPPER.createObjectNode();
    var id2label = config.putObject("id2label");
    for (int id = 0; id < tags.size(); id++) {
      id2label.put(Integer.toString(id), tags.get(id));
    }
    return Head.of(Set.of(Head.WEIGHT, Head.BIAS), config);
  }
}
