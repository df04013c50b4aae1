package io.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class WordSplitterLawsTest {

  @Property(tries = 300)
  void wordsAreOrderedAndDisjointAndStandInTheText(@ForAll("texts") String text) {
    int from = 0;
    for (Word word : WordSplitter.split(text)) {
      assertThat(word.start()).isGreaterThanOrEqualTo(from);
      assertThat(word.end()).isGreaterThan(word.start());
      assertThat(text.substring(word.start(), word.end())).isEqualTo(word.text());
      from = word.end();
    }
  }

  @Property(tries = 300)
  void onlySeparatorsLieInNoWord(@ForAll("texts") String text) {
    boolean[] covered = new boolean[text.length()];
    for (Word word : WordSplitter.split(text)) {
      for (int at = word.start(); at < word.end(); at++) {
        covered[at] = true;
      }
    }
    for (int at = 0; at < text.length(); at++) {
      if (!covered[at]) {
        assertThat(mayBeUncovered(codePointAround(text, at)))
            .as("U+%04X at %d", codePointAround(text, at), at)
            .isTrue();
      }
    }
  }

  @Property(tries = 300)
  void noWordHoldsASpace(@ForAll("texts") String text) {
    assertThat(WordSplitter.split(text))
        .allSatisfy(
            word ->
                assertThat(word.text().codePoints())
                    .noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)));
  }

  @Property(tries = 300)
  void aWordOfLettersStaysOneWordWhenAlone(@ForAll("texts") String text) {
    for (Word word : WordSplitter.split(text)) {
      if (word.text().codePoints().allMatch(Character::isLetter)) {
        assertThat(WordSplitter.split(word.text()))
            .containsExactly(new Word(word.text(), 0, word.text().length()));
      }
    }
  }

  @Property(tries = 200)
  void textsApartAreSplitAsIfAlone(@ForAll("texts") String left, @ForAll("texts") String right) {
    List<String> apart = words(left + " \n " + right);
    assertThat(apart.subList(0, words(left).size())).isEqualTo(words(left));
    assertThat(apart.subList(words(left).size(), apart.size())).isEqualTo(words(right));
  }

  /** Characters of all planes, but mostly those that the rules speak of. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> anyCharacter =
        Arbitraries.integers().between(0, 0x10FFFF).map(Character::toString);
    Arbitrary<String> anyUnit =
        Arbitraries.chars().range(Character.MIN_VALUE, Character.MAX_VALUE).map(String::valueOf);
    Arbitrary<String> ascii = Arbitraries.chars().range(' ', '~').map(String::valueOf);
    Arbitrary<String> telling =
        Arbitraries.of(
            "a",
            "Z",
            "é",
            "e\u0301",
            "7",
            "٣",
            "א",
            "ב\u05B8",
            "م",
            "क",
            "ि",
            "्",
            "中",
            "あ",
            "カ",
            "ー",
            "한",
            "ก",
            "ำ",
            "្",
            "ក",
            ".",
            ",",
            ":",
            "'",
            "’",
            "·",
            "-",
            "\"",
            "׳",
            "״",
            "@",
            "#",
            "_",
            "!",
            "…",
            " ",
            "\u00A0",
            "\u3000",
            "\u200B",
            "\u200C",
            "\u200D",
            "\uFEFF",
            "\u200E",
            "\u00AD",
            "\uFE0F",
            "\u20E3",
            "👍",
            "🏽",
            "🇩",
            "🇪",
            "❤",
            "♀",
            "\uDB40\uDC67",
            "\uDB40\uDC7F",
            "\uD83D",
            "\uDE00",
            "http://",
            "www.",
            "x@y.org");
    return Arbitraries.frequencyOf(
            Tuple.of(6, telling),
            Tuple.of(2, ascii),
            Tuple.of(1, anyCharacter),
            Tuple.of(1, anyUnit))
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }

  private static boolean mayBeUncovered(int c) {
    int type = Character.getType(c);
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || type == Character.CONTROL
        || type == Character.FORMAT;
  }

  private static int codePointAround(String text, int at) {
    boolean second =
        at > 0
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return text.codePointAt(second ? at - 1 : at);
  }

  private static List<String> words(String text) {
    return WordSplitter.split(text).stream().map(Word::text).toList();
  }
}
