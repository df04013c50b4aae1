package io.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SentenceTest {

  @Test
  void anIdIsTheSameOnEveryMachine() {
    // printf 'btc\0Ada 🌾' | sha256sum | cut -c-32
    assertThat(Sentence.idOf("btc", "Ada 🌾")).isEqualTo("806faa826b46e316c1b40355d6e185a9");
  }

  @Test
  void anIdTellsSourceFromText() {
    assertThat(Sentence.idOf("a", "bc")).isNotEqualTo(Sentence.idOf("ab", "c"));
  }

  @Test
  void wordsWithoutATextAreJoinedBySpaces() {
    Sentence sentence = Sentence.ofWords("test", List.of("Ada", "🌾", "Łódź"));
    assertThat(sentence.text()).isEqualTo("Ada 🌾 Łódź");
    assertThat(sentence.words())
        .containsExactly(new Word("Ada", 0, 3), new Word("🌾", 4, 6), new Word("Łódź", 7, 11));
    assertThat(sentence.id()).isEqualTo(Sentence.idOf("test", "Ada 🌾 Łódź"));
  }

  @Test
  void aSentenceMayHaveNoWords() {
    assertThat(Sentence.ofWords("test", List.of()).wordTexts()).isEmpty();
  }

  @Test
  void overlappingWordsAndWordsBeyondTheTextAreRefused() {
    assertThatThrownBy(
            () -> new Sentence("8f2c", "abc", List.of(new Word("ab", 0, 2), new Word("b", 1, 2))))
        .hasMessage("Sentence 8f2c: word 'b' at [1,2) does not fit after character 2 of 3");
    assertThatThrownBy(() -> new Sentence("8f2c", "abc", List.of(new Word("abcd", 0, 4))))
        .hasMessageContaining("[0,4)");
    assertThatThrownBy(() -> new Word("a", 2, 1)).hasMessageContaining("[2,1)");
  }

  @Test
  void spansAreInReadingOrderAndHoldAWord() {
    EntitySpan first = new EntitySpan(1, 2, "PER");
    EntitySpan longer = new EntitySpan(1, 3, "LOC");
    EntitySpan later = new EntitySpan(3, 4, "LOC");
    assertThat(List.of(later, longer, first).stream().sorted())
        .containsExactly(first, longer, later);
    assertThat(first.overlaps(longer)).isTrue();
    assertThat(longer.overlaps(later)).isFalse();
    assertThat(longer.length()).isEqualTo(2);
    assertThat(longer).hasToString("[1,3) LOC");
    assertThatThrownBy(() -> new EntitySpan(2, 2, "PER"))
        .hasMessage("Entity span [2,2) of type PER holds no word");
    assertThatThrownBy(() -> new EntitySpan(-1, 2, "PER")).hasMessageContaining("[-1,2)");
  }

  @Property(tries = 150)
  void everyWordIsWhereItSaysInTheText(@ForAll @Size(max = 12) List<@NotBlank String> words) {
    Sentence sentence = Sentence.ofWords("test", words);
    assertThat(sentence.wordTexts()).isEqualTo(words);
    for (Word word : sentence.words()) {
      assertThat(sentence.text().substring(word.start(), word.end())).isEqualTo(word.text());
    }
  }
}
