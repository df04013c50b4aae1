package io.winnow.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpanF1Test {

  private record Tagged(List<List<String>> gold, List<List<String>> predicted) {}

  private static final EntitySpan ADA = new EntitySpan(0, 2, "PER");
  private static final EntitySpan PARIS = new EntitySpan(4, 5, "LOC");

  @Test
  void countsASpanAsCorrectOnlyWithItsExactWordsAndType() {
    SpanF1 f1 =
        SpanF1.of(
            List.of(List.of(ADA, PARIS), List.of(PARIS), List.of()),
            List.of(
                List.of(ADA, new EntitySpan(4, 5, "PER")),
                List.of(new EntitySpan(3, 5, "LOC")),
                List.of(PARIS)));
    assertThat(f1.of("PER")).isEqualTo(new SpanCounts(1, 2, 1));
    assertThat(f1.of("LOC")).isEqualTo(new SpanCounts(2, 2, 0));
    assertThat(f1.overall()).isEqualTo(new SpanCounts(3, 4, 1));
    assertThat(f1.precision()).isEqualTo(0.25);
    assertThat(f1.recall()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(f1.f1()).isCloseTo(2 * 0.25 / 3 / (0.25 + 1 / 3.0), within(1e-12));
  }

  @Test
  void isZeroAndNotNaNWhereThereIsNothing() {
    assertThat(SpanF1.NONE.f1()).isZero();
    assertThat(SpanF1.ofSentence(List.of(), List.of(ADA)).recall()).isZero();
    assertThat(SpanF1.ofSentence(List.of(ADA), List.of()).f1()).isZero();
    assertThat(SpanF1.NONE.of("PER")).isEqualTo(SpanCounts.NONE);
  }

  @Test
  void strictReadingDropsAnInsideTagThatContinuesNothing() {
    List<List<String>> gold = List.of(List.of("B-PER", "I-PER", "O", "B-LOC"));
    List<List<String>> predicted = List.of(List.of("I-PER", "I-PER", "O", "B-LOC"));
    assertThat(SpanF1.ofTags(gold, predicted).f1()).isEqualTo(1);
    assertThat(SpanF1.ofStrictTags(gold, predicted).overall()).isEqualTo(new SpanCounts(2, 1, 1));
  }

  @Test
  void unlikeSizesAreRefusedWithBothNumbers() {
    assertThatThrownBy(() -> SpanF1.of(List.of(), List.of(List.of())))
        .hasMessage("Cannot compare 0 gold and 1 predicted sentences");
    assertThatThrownBy(() -> SpanF1.ofTags(List.of(List.of("O")), List.of(List.of("O", "O"))))
        .hasMessage("Cannot compare 1 gold and 2 predicted tags in sentence 0");
    assertThatThrownBy(() -> new SpanCounts(2, 1, 2)).hasMessageContaining("2 spans");
  }

  @Property(tries = 200)
  void agreesWithConllevalOnAnyTags(@ForAll("tagged") Tagged tagged) {
    assertThat(SpanF1.ofTags(tagged.gold(), tagged.predicted()).byType())
        .isEqualTo(ConllevalOracle.counts(tagged.gold(), tagged.predicted()));
  }

  @Property(tries = 100)
  void theSumOfPartsIsTheWhole(@ForAll("tagged") Tagged tagged) {
    SpanF1 sum = SpanF1.NONE;
    for (int at = tagged.gold().size() - 1; at >= 0; at--) {
      sum =
          sum.plus(
              SpanF1.ofTags(List.of(tagged.gold().get(at)), List.of(tagged.predicted().get(at))));
    }
    assertThat(sum).isEqualTo(SpanF1.ofTags(tagged.gold(), tagged.predicted()));
  }

  @Property(tries = 100)
  void predictingTheGoldIsPerfect(@ForAll("tagged") Tagged tagged) {
    SpanCounts counts = SpanF1.ofTags(tagged.gold(), tagged.gold()).overall();
    assertThat(counts.correct()).isEqualTo(counts.gold()).isEqualTo(counts.predicted());
  }

  @Provide
  Arbitrary<Tagged> tagged() {
    Arbitrary<String> prefixes = Arbitraries.of("BIO", "IO", "BILUO", "BIESO", "BILESUO");
    return Combinators.combine(prefixes, Arbitraries.integers().between(0, 6), Arbitraries.longs())
        .as(SpanF1Test::random);
  }

  /** Predictions are the gold with a third of the tags redrawn, so that much is right. */
  private static Tagged random(String prefixes, int sentences, long seed) {
    Random random = new Random(seed);
    List<List<String>> gold = new ArrayList<>();
    List<List<String>> predicted = new ArrayList<>();
    for (int sentence = 0; sentence < sentences; sentence++) {
      List<String> right = new ArrayList<>();
      List<String> guess = new ArrayList<>();
      for (int word = random.nextInt(13); word > 0; word--) {
        right.add(tag(prefixes, random));
        guess.add(random.nextInt(3) == 0 ? tag(prefixes, random) : right.get(right.size() - 1));
      }
      gold.add(right);
      predicted.add(guess);
    }
    return new Tagged(gold, predicted);
  }

  private static String tag(String prefixes, Random random) {
    char prefix = prefixes.charAt(random.nextInt(prefixes.length()));
    return prefix == 'O' ? "O" : prefix + (random.nextBoolean() ? "-PER" : "-LOC");
  }
}
