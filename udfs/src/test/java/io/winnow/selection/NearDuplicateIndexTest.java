package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.selection.NearDuplicateIndex.Entry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NearDuplicateIndexTest {

  @Test
  void aSentenceIsNoDuplicateOfItself() {
    List<Entry> sample = List.of(entry("a", "Won 3 games"), entry("b", "Lost all games"));
    BitSet found = new BitSet();
    NearDuplicateIndex index = new NearDuplicateIndex(0.8, sample);
    assertThat(index.find("a", sample.get(0).words(), found)).isTrue();
    assertThat(found.isEmpty()).isTrue();
    index.find("c", List.of("WON", "17", "games"), found);
    assertThat(found).hasToString("{0}");
  }

  /** What it finds is as alike as asked, and nearly nothing is missed. */
  @Property(tries = 50)
  void whatIsFoundIsWhatComparingAllWithAllFinds(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @DoubleRange(min = 0.3, max = 1) double similarity) {
    Random random = new Random(seed);
    List<Entry> sentences = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      sentences.add(new Entry("s" + i, words(random)));
    }
    NearDuplicateIndex index = new NearDuplicateIndex(similarity, sentences);
    BitSet found = new BitSet();
    sentences.forEach(it -> index.find(it.id(), it.words(), found));
    BitSet expected = new BitSet();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double shared =
            NearDuplicates.similarity(
                NearDuplicates.pairs(sentences.get(i).words()),
                NearDuplicates.pairs(sentences.get(j).words()));
        if (i != j && shared >= similarity) {
          expected.set(i);
        }
      }
    }
    BitSet wrong = (BitSet) found.clone();
    wrong.andNot(expected);
    assertThat(wrong.isEmpty()).isTrue();
    assertThat(expected.cardinality() - found.cardinality()).isLessThanOrEqualTo(1);
  }

  @Test
  void aCorpusOfOneTemplateTakesNoTime() {
    List<Entry> sample = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      sample.add(template(i));
    }
    NearDuplicateIndex index = new NearDuplicateIndex(0.8, sample);
    BitSet found = new BitSet();
    boolean isWhole = true;
    for (int i = 0; i < 20_000; i++) {
      Entry next = template(5_000 + i);
      isWhole &= index.find(next.id(), next.words(), found);
    }
    assertThat(isWhole).isFalse();
    assertThat(found.cardinality()).isGreaterThan(4_900);
  }

  /** Alike in 29 of 33 pairs of words. */
  private static Entry template(int number) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      words.add("w" + (char) ('a' + i % 26) + "x".repeat(i / 26));
    }
    words.set(15, letters(number));
    return new Entry("s" + number, words);
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder("n");
    for (int left = number; left > 0; left /= 26) {
      letters.append((char) ('a' + left % 26));
    }
    return letters.toString();
  }

  private static Entry entry(String id, String text) {
    return new Entry(id, List.of(text.split(" ")));
  }

  private static List<String> words(Random random) {
    List<String> words = new ArrayList<>();
    int length = 1 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      words.add(List.of("a", "B", "b", "c").get(random.nextInt(4)));
    }
    return words;
  }
}
