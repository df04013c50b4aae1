package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.selection.Selected.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DedupeTest {

  @Test
  void digitsAndCaseMakeNoDifference() {
    TestPool corpus =
        new TestPool()
            .with("a", "Chelsea 2 Arsenal 1")
            .with("b", "CHELSEA 14 ARSENAL 0")
            .with("c", "Arsenal 1 Chelsea 2")
            .with("d", "Chelsea 2 Arsenal one");
    assertThat(corpus.kept("mnlp + dedupe")).containsExactly("a", "c", "d");
  }

  @Test
  void theSimilarityIsThatOfPairsOfNeighbouringWords() {
    // ^a ab bc cd d$ and ^a ab bc ce e$: 3 of 7
    assertThat(similarity("a b c d", "a b c e")).isCloseTo(3 / 7.0, within(1e-12));
    assertThat(similarity("a b", "b a")).isZero();
    assertThat(similarity("Día 31", "DÍA 1")).isEqualTo(1);
    TestPool corpus = new TestPool().with("x", "a b c d").with("y", "a b c e");
    assertThat(corpus.kept("mnlp + dedupe(0.43)")).containsExactly("x", "y");
    assertThat(corpus.kept("mnlp + dedupe(0.4)")).containsExactly("x");
  }

  @Test
  void whatWentOutInEarlierRoundsDoesNotGoAgain() {
    TestPool corpus =
        new TestPool().with("a", "Won 3 games").with("b", "Lost all games").sent("won 17 GAMES");
    assertThat(corpus.kept("mnlp + dedupe")).containsExactly("b");
  }

  @Test
  void whatWasDrawnByChanceStaysAndItsLikesGo() {
    TestPool corpus = new TestPool();
    for (int i = 0; i < 40; i++) {
      corpus.with("s" + i, "Day " + i + " of the trial");
    }
    List<Selected> chosen = corpus.choose("mnlp + explore(0.1) + dedupe", Budget.ofSentences(40));
    assertThat(chosen).hasSize(4).allMatch(pick -> pick.reason() == Reason.RANDOM);
    chosen = corpus.choose("mnlp + dedupe + explore(0.1)", Budget.ofSentences(40));
    assertThat(chosen).filteredOn(pick -> pick.reason() == Reason.RANDOM).hasSize(4);
  }

  @Test
  void thousandsOfTheSameSentenceAreOneAndTakeNoTime() {
    NearDuplicates seen = new NearDuplicates(0.8);
    int kept = 0;
    for (int i = 0; i < 20_000; i++) {
      kept += seen.add(List.of("Page", Integer.toString(i))) ? 1 : 0;
    }
    assertThat(kept).isEqualTo(1);
  }

  @Property(tries = 100)
  void keepsOneOfEachGroupAndWhatItKeepsItKeepsAgain(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int size,
      @ForAll @DoubleRange(min = 0.2, max = 1) double similarity) {
    Random random = new Random(seed);
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      sentences.add(sentence(random));
    }
    List<List<String>> kept = kept(sentences, similarity);
    assertThat(kept(kept, similarity)).isEqualTo(kept);
    assertThat(kept).isSubsetOf(sentences);
    // What is the same once folded is never kept twice, and nothing is dropped that nothing is
    // like.
    Set<String> folded = new HashSet<>();
    assertThat(kept)
        .allMatch(words -> folded.add(String.join(" ", words).toLowerCase(Locale.ROOT)));
    List<List<String>> dropped = new ArrayList<>(sentences);
    kept.forEach(dropped::remove);
    for (List<String> words : dropped) {
      assertThat(kept)
          .anyMatch(
              other ->
                  NearDuplicates.similarity(
                          NearDuplicates.pairs(words), NearDuplicates.pairs(other))
                      >= similarity);
    }
  }

  @Property(tries = 20)
  void pairsAtTheThresholdAreFound(@ForAll long seed) {
    Random random = new Random(seed);
    int missed = 0;
    for (int i = 0; i < 200; i++) {
      // 21 pairs of words each, of which 19 are shared: 19 of 23.
      String[] words =
          random
              .ints(20)
              .mapToObj(word -> "w" + (char) ('a' + Math.floorMod(word, 26)) + letters(word))
              .toArray(String[]::new);
      String[] other = words.clone();
      other[7] = "else";
      NearDuplicates seen = new NearDuplicates(19 / 23.0);
      seen.add(Arrays.asList(words));
      missed += seen.add(Arrays.asList(other)) ? 1 : 0;
    }
    assertThat(missed).isLessThanOrEqualTo(4);
  }

  private static String letters(int number) {
    return Integer.toString(number & Integer.MAX_VALUE, 36).replaceAll("\\d", "x");
  }

  private static List<List<String>> kept(List<List<String>> sentences, double similarity) {
    NearDuplicates seen = new NearDuplicates(similarity);
    return sentences.stream().filter(seen::add).toList();
  }

  private static List<String> sentence(Random random) {
    List<String> words = new ArrayList<>();
    int length = 1 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      words.add(List.of("a", "B", "b", "c").get(random.nextInt(4)));
    }
    return words;
  }

  private static double similarity(String one, String other) {
    return NearDuplicates.similarity(
        NearDuplicates.pairs(List.of(one.split(" "))),
        NearDuplicates.pairs(List.of(other.split(" "))));
  }
}
