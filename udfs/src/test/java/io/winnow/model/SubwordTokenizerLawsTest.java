package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SubwordTokenizerLawsTest {

  /** Words are spelled one by one, so their neighbours change nothing and none is lost. */
  @Property(tries = 200)
  void aSentenceIsItsWordsSpelledOneAfterTheOther(@ForAll("words") List<String> words)
      throws IOException {
    SubwordTokenizer tokenizer = TestCheckpoints.tokenizer();
    Subwords together = tokenizer.encode(words);
    List<Subwords> alone = words.stream().map(word -> tokenizer.encode(List.of(word))).toList();

    assertThat(together.ids())
        .isEqualTo(alone.stream().flatMapToInt(word -> Arrays.stream(word.ids())).toArray());
    int at = 0;
    for (int word = 0; word < words.size(); word++) {
      assertThat(alone.get(word).ids()).isNotEmpty();
      assertThat(together.firsts()[word]).isEqualTo(at);
      at += alone.get(word).ids().length;
    }
    assertThat(IntStream.of(together.ids()).allMatch(id -> id >= 0 && id < 30522)).isTrue();
  }

  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(6);
    Arbitrary<String> latin = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(14);
    Arbitrary<String> special =
        Arbitraries.of(
            "", " ", "\u200d", "[CLS]", "[MASK]", "##s", "don't", "北京", "🇫🇷", "e\u0301", "a b");
    return Arbitraries.oneOf(anything, latin, special).list().ofMaxSize(12);
  }
}
