package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.winnow.model.SubwordTokenizer.Subwords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SubwordTokenizerLawsTest {

  private static HuggingFaceTokenizer library;

  /**
   * The library spells the whole sentence at once and remembers nothing. What it leaves nothing of
   * has no first sub-word.
   */
  @Property(tries = 200)
  void aSentenceIsSpelledAsTheLibrarySpellsIt(@ForAll("words") List<String> words)
      throws IOException {
    Encoding expected =
        library()
            .encode(words.stream().map(SubwordTokenizerLawsTest::sound).toList(), false, false);
    List<Integer> ids = new ArrayList<>();
    List<Integer> firsts = new ArrayList<>();
    for (int word = 0; word < words.size(); word++) {
      int before = ids.size();
      for (int i = 0; i < expected.getIds().length; i++) {
        if (expected.getWordIds()[i] == word) {
          ids.add((int) expected.getIds()[i]);
        }
      }
      firsts.add(ids.size() == before ? -1 : before);
    }

    Subwords spelled = TestCheckpoints.tokenizer().encode(words);

    assertThat(IntStream.of(spelled.ids()).boxed().toList()).isEqualTo(ids);
    assertThat(IntStream.of(spelled.firsts()).boxed().toList()).isEqualTo(firsts);
  }

  /** More words than are remembered, the same few among them time and again. */
  @Example
  void forgettingChangesNothing() throws IOException {
    SubwordTokenizer tokenizer = TestCheckpoints.tokenizer();
    Subwords first = tokenizer.encode(List.of("embeddings", "\u200d", "don't"));
    for (int from = 0; from < 200_000; from += 1000) {
      tokenizer.encode(IntStream.range(from, from + 1000).mapToObj(i -> "w" + i).toList());
      Subwords again = tokenizer.encode(List.of("embeddings", "\u200d", "don't"));
      assertThat(again.ids()).containsExactly(first.ids());
      assertThat(again.firsts()).containsExactly(first.firsts());
    }
  }

  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(6);
    Arbitrary<String> latin = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(14);
    Arbitrary<String> special =
        Arbitraries.of(
            "", " ", "\u200d", "[CLS]", "[MASK]", "##s", "don't", "北京", "🇫🇷", "e\u0301", "a b",
            "\ud800", "\udc00x");
    return Arbitraries.oneOf(anything, latin, special).list().ofMaxSize(12);
  }

  /** Through UTF-16 and back, where Java puts U+FFFD for half a surrogate pair. */
  private static String sound(String word) {
    return new String(word.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
  }

  private static synchronized HuggingFaceTokenizer library() throws IOException {
    if (library == null) {
      Path file = TestCheckpoints.encoder().resolve(Checkpoint.TOKENIZER);
      library =
          HuggingFaceTokenizer.newInstance(
              file, Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
    }
    return library;
  }
}
