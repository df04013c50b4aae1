package io.winnow.weak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.weak.WeakRules.LetterCase;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakLabelerTest {

  @Test
  void theLongestPhraseWins() {
    WeakLabeler labeler =
        phrases(
            LetterCase.EXACT, Map.of("LOC", List.of("New York"), "ORG", List.of("New York Times")));
    assertThat(spans(labeler, "The New York Times of New York"))
        .containsExactly(new EntitySpan(1, 4, "ORG"), new EntitySpan(5, 7, "LOC"));
  }

  @Test
  void theLongestWinsEvenIfAShorterOneBeginsBefore() {
    WeakLabeler labeler =
        phrases(
            LetterCase.EXACT,
            Map.of("LOC", List.of("New York"), "ORG", List.of("York City Council")));
    assertThat(spans(labeler, "New York City Council"))
        .containsExactly(new EntitySpan(1, 4, "ORG"));
  }

  @Test
  void ofEquallyLongOnesTheFirstWinsAndThenTheFirstTypeOfTheAlphabet() {
    WeakLabeler labeler =
        phrases(
            LetterCase.EXACT,
            Map.of("PER", List.of("Paris", "a b"), "LOC", List.of("Paris", "b c")));
    assertThat(spans(labeler, "Paris a b c"))
        .containsExactly(new EntitySpan(0, 1, "LOC"), new EntitySpan(1, 3, "PER"));
  }

  @Test
  void phrasesBeginAndEndWithWholeWords() {
    WeakLabeler labeler = phrases(LetterCase.EXACT, Map.of("LOC", List.of("Paris", "may be")));
    assertThat(spans(labeler, "Parisian maybe")).isEmpty();
  }

  @Test
  void casesAreFoldedOnRequestInEveryScript() {
    Map<String, List<String>> cities = Map.of("LOC", List.of("PARIS", "straße", "ΑΘΗΝΑΣ"));
    assertThat(spans(phrases(LetterCase.EXACT, cities), "paris STRASSE Αθηνας")).isEmpty();
    assertThat(spans(phrases(LetterCase.FOLD, cities), "paris STRASSE Αθηνας")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ana\u0301",
        "An\u00E1",
        "\u212Bngstr\u00F6m",
        "A\u030Angstro\u0308m",
        "\u1100\u1161\uC11C",
        "\uAC00\u1109\u1165",
        "o\u0323\u0302",
        "\u1ED9",
        "\u2126",
        "\u03A9",
        "\u09AC\u09BE\u0982\u09B2\u09BE"
      })
  void phrasesMatchHoweverTheirLettersAreComposed(String phrase) {
    for (Form inBook : Form.values()) {
      for (Form inText : Form.values()) {
        for (LetterCase letters : LetterCase.values()) {
          String book = Normalizer.normalize(phrase, inBook);
          String text = Normalizer.normalize(phrase, inText);
          assertThat(spans(phrases(letters, Map.of("X", List.of(book))), "a " + text + " b"))
              .as("%s as %s in %s", phrase, inBook, inText)
              .containsExactly(new EntitySpan(1, 2, "X"));
        }
      }
    }
  }

  @Test
  void lettersThatOnlyLookAlikeAreOthers() {
    WeakLabeler labeler = phrases(LetterCase.EXACT, Map.of("X", List.of("\uFB01n", "Paris")));
    assertThat(spans(labeler, "fin P\u0430ris Pa\u00ADris")).isEmpty();
  }

  @Test
  void itDoesNotMatterHowTheCorpusCutsItsWords() {
    WeakLabeler labeler =
        phrases(LetterCase.EXACT, Map.of("LOC", List.of("U.S.", "Aix-en-Provence")));
    assertThat(spans(labeler, "in Aix-en-Provence .")).containsExactly(new EntitySpan(1, 2, "LOC"));
    assertThat(spans(labeler, "in Aix - en - Provence ."))
        .containsExactly(new EntitySpan(1, 6, "LOC"));
    assertThat(spans(labeler, "the U.S. navy")).containsExactly(new EntitySpan(1, 2, "LOC"));
  }

  @Test
  void patternsMatchWholeWordsAsFarAsTheyCan() {
    WeakLabeler labeler =
        patterns(LetterCase.EXACT, Map.of("DATE", List.of("\\d+ (May|June)( \\d{4})?")));
    assertThat(spans(labeler, "on 3 May 2024 and 14 June ."))
        .containsExactly(new EntitySpan(1, 4, "DATE"), new EntitySpan(5, 7, "DATE"));
    assertThat(spans(labeler, "on x3 Mayday")).isEmpty();
    // The year is cut off within a word: without it, the match ends with one.
    assertThat(spans(labeler, "on 3 May 20245")).containsExactly(new EntitySpan(1, 3, "DATE"));
  }

  @Test
  void patternsMayLookAroundAndKnowLettersOfAllScripts() {
    WeakLabeler labeler =
        patterns(LetterCase.FOLD, Map.of("PER", List.of("(?<=Dr\\. )\\w+", "^zoë$")));
    assertThat(spans(labeler, "dr. Ångström")).containsExactly(new EntitySpan(1, 2, "PER"));
    assertThat(spans(labeler, "ZOË")).containsExactly(new EntitySpan(0, 1, "PER"));
    assertThat(spans(labeler, "ZOË came")).isEmpty();
  }

  @Test
  void aBrokenPatternIsNamed() {
    assertThatThrownBy(() -> patterns(LetterCase.EXACT, Map.of("DATE", List.of("\\d+("))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'\\d+(' is no regular expression");
  }

  @Test
  void anEmptySentenceAndAnEmptyPhraseGiveNothing() {
    WeakLabeler labeler = phrases(LetterCase.EXACT, Map.of("LOC", List.of("", "  ")));
    assertThat(spans(labeler, "")).isEmpty();
    assertThat(spans(labeler, "a b")).isEmpty();
    assertThat(
            patterns(LetterCase.EXACT, Map.of("X", List.of("q*")))
                .spans(Sentence.ofWords("test", List.of("a"))))
        .isEmpty();
  }

  @Property(tries = 200)
  void spansNeverOverlapAndTheOrderOfPhrasesChangesNothing(
      @ForAll("texts") List<String> loc,
      @ForAll("texts") List<String> per,
      @ForAll("text") String text) {
    List<EntitySpan> spans = spans(phrases(LetterCase.EXACT, Map.of("LOC", loc, "PER", per)), text);
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.get(i - 1).endWord()).isLessThanOrEqualTo(spans.get(i).startWord());
    }
    List<String> words = List.of(text.split(" "));
    for (EntitySpan span : spans) {
      String found = String.join(" ", words.subList(span.startWord(), span.endWord()));
      assertThat(span.type().equals("LOC") ? loc : per).contains(found);
    }
    List<String> turned = new ArrayList<>(loc);
    Collections.reverse(turned);
    assertThat(spans(phrases(LetterCase.EXACT, Map.of("LOC", turned, "PER", per)), text))
        .isEqualTo(spans);
  }

  @Property(tries = 200)
  void aPhraseAsAPatternFindsTheSame(
      @ForAll("texts") List<String> phrases, @ForAll("text") String text) {
    List<EntitySpan> byPattern =
        WeakLabeler.longest(
            phrases.stream()
                .flatMap(
                    phrase ->
                        spans(patterns(LetterCase.EXACT, Map.of("LOC", List.of(phrase))), text)
                            .stream())
                .toList());
    List<EntitySpan> byPhrase =
        WeakLabeler.longest(
            phrases.stream()
                .flatMap(
                    phrase ->
                        spans(phrases(LetterCase.EXACT, Map.of("LOC", List.of(phrase))), text)
                            .stream())
                .toList());
    assertThat(byPattern).isEqualTo(byPhrase);
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.of("a", "b", "c")
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(words -> String.join(" ", words));
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of("a", "b", "c")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(words -> String.join(" ", words))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static WeakLabeler phrases(LetterCase letters, Map<String, List<String>> phrases) {
    return new WeakLabeler(new WeakRules(letters, new TreeMap<>(phrases), new TreeMap<>()));
  }

  private static WeakLabeler patterns(LetterCase letters, Map<String, List<String>> patterns) {
    return new WeakLabeler(new WeakRules(letters, new TreeMap<>(), new TreeMap<>(patterns)));
  }

  private static List<EntitySpan> spans(WeakLabeler labeler, String text) {
    List<String> words = text.isEmpty() ? List.of() : List.of(text.split(" "));
    return labeler.spans(Sentence.ofWords("test", words));
  }
}
