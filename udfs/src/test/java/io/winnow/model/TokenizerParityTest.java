package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.SubwordTokenizer.Subwords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids and words of sub-words against transformers', for a tokenizer of each family. */
class TokenizerParityTest {

  /** transformers cut the sentences there, its special tokens included. */
  private static final int CUT = 64;

  static Stream<EncoderFixture> fixtures() {
    return EncoderFixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void idsAndWordsAreThoseOfTransformers(EncoderFixture fixture) throws IOException {
    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(fixture.folder())) {
      for (EncoderFixture.Sentence sentence : fixture.sentences()) {
        check(tokenizer, sentence);
      }
      // From the cache now.
      for (EncoderFixture.Sentence sentence : fixture.sentences()) {
        check(tokenizer, sentence);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void idsAreTheSameWhateverCameBefore(EncoderFixture fixture) throws IOException {
    for (EncoderFixture.Sentence sentence : fixture.sentences()) {
      try (SubwordTokenizer tokenizer = SubwordTokenizer.open(fixture.folder())) {
        check(tokenizer, sentence);
      }
    }
  }

  private static void check(SubwordTokenizer tokenizer, EncoderFixture.Sentence sentence) {
    Subwords subwords = tokenizer.encode(sentence.words());
    int[] expected = sentence.ids();
    int kept = Math.min(subwords.ids().length, CUT - 2);
    List<Integer> ids = new ArrayList<>(List.of(tokenizer.before()));
    Arrays.stream(subwords.ids()).limit(kept).forEach(ids::add);
    ids.add(tokenizer.after());

    assertThat(ids).containsExactlyElementsOf(Arrays.stream(expected).boxed().toList());
    for (int word = 0; word < subwords.words(); word++) {
      int first = subwords.firsts()[word];
      if (first < kept) {
        assertThat(sentence.wordIds()[first + 1]).isEqualTo(word);
        assertThat(sentence.wordIds()[first]).isNotEqualTo(word);
      }
    }
  }
}
