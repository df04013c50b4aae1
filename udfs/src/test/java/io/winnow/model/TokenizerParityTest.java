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

  /** What a corpus may hold: nothing of it fails, and every word has its place or none. */
  @ParameterizedTest
  @MethodSource("fixtures")
  void poisonIsSpelled(EncoderFixture fixture) throws IOException {
    List<String> words =
        List.of(
            "",
            " ",
            "\u0000",
            "\ud800",
            "\udc00x",
            "\u200d",
            "\u0301",
            "\ufeff",
            "a b",
            "<s>",
            "[SEP]",
            "x".repeat(100_000),
            "!".repeat(9_000),
            "京".repeat(9_000),
            "🙂".repeat(9_000));
    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(fixture.folder())) {
      Subwords all = tokenizer.encode(words);
      int at = 0;
      for (int word = 0; word < words.size(); word++) {
        int[] alone = tokenizer.encode(List.of(words.get(word))).ids();
        assertThat(all.firsts()[word]).isEqualTo(alone.length == 0 ? Subwords.NO_SUBWORD : at);
        at += alone.length;
      }
      assertThat(all.ids()).hasSize(at).hasSizeLessThan(5 * 8192 * 4);
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
