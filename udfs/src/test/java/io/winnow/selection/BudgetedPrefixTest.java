package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.selection.Budget.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BudgetedPrefixTest {

  @Test
  void takesTheLowestUntilTheNextWouldGoOverTheBudget() {
    BudgetedPrefix prefix = new BudgetedPrefix(Budget.ofWords(10));
    prefix.add(new Candidate("d", 1, -0.1));
    prefix.add(new Candidate("a", 4, -3.0));
    prefix.add(new Candidate("c", 5, -1.0));
    prefix.add(new Candidate("b", 3, -2.0));
    assertThat(ids(prefix)).containsExactly("a", "b");
  }

  @Test
  void equalKeysAreTakenInOrderOfTheirIds() {
    BudgetedPrefix prefix = new BudgetedPrefix(Budget.ofSentences(2));
    for (String id : List.of("c", "a", "b")) {
      prefix.add(new Candidate(id, 9, id.equals("c") ? -0.0 : 0.0));
    }
    assertThat(ids(prefix)).containsExactly("a", "b");
  }

  @Test
  void aSentenceLongerThanTheWholeBudgetDoesNotBlockTheOthers() {
    BudgetedPrefix prefix = new BudgetedPrefix(Budget.ofWords(10));
    prefix.add(new Candidate("endless", 3000, -9));
    prefix.add(new Candidate("short", 10, -1));
    assertThat(ids(prefix)).containsExactly("short");
  }

  @Test
  void aBudgetOfNothingTakesNothing() {
    BudgetedPrefix prefix = new BudgetedPrefix(Budget.ofSentences(0));
    prefix.add(new Candidate("a", 1, 0));
    assertThat(prefix.result()).isEmpty();
  }

  @Test
  void summariesUnderTwoBudgetsDoNotMerge() {
    assertThatThrownBy(
            () ->
                new BudgetedPrefix(Budget.ofWords(3))
                    .merge(new BudgetedPrefix(Budget.ofSentences(3))))
        .hasMessageContaining("WORDS")
        .hasMessageContaining("SENTENCES");
  }

  @Test
  void aCandidateWithoutWordsOrScoreIsRefusedByItsId() {
    assertThatThrownBy(() -> new Candidate("8f2c", 0, -1)).hasMessageContaining("8f2c has 0 words");
    assertThatThrownBy(() -> new Candidate("8f2c", 1, Double.NaN))
        .hasMessageContaining("8f2c has the score NaN");
  }

  @Property(tries = 200)
  void isWhatSortingThemAllWouldTake(
      @ForAll("pools") List<Candidate> pool, @ForAll("budgets") Budget budget) {
    BudgetedPrefix prefix = new BudgetedPrefix(budget);
    pool.forEach(prefix::add);
    assertThat(prefix.result()).isEqualTo(sortThenTake(pool, budget));
  }

  @Property(tries = 200)
  void isTheSameForAnyPartitioningAndOrder(
      @ForAll("pools") List<Candidate> pool,
      @ForAll("budgets") Budget budget,
      @ForAll @IntRange(min = 1, max = 7) int partitions,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Candidate> shuffled = new ArrayList<>(pool);
    Collections.shuffle(shuffled, random);
    List<BudgetedPrefix> parts = new ArrayList<>();
    for (int part = 0; part < partitions; part++) {
      parts.add(new BudgetedPrefix(budget));
    }
    shuffled.forEach(candidate -> parts.get(random.nextInt(partitions)).add(candidate));
    BudgetedPrefix merged = parts.stream().reduce(BudgetedPrefix::merge).orElseThrow();
    assertThat(merged.result()).isEqualTo(sortThenTake(pool, budget));
  }

  @Property(tries = 50)
  void aBudgetLargerThanThePoolTakesAll(@ForAll("pools") List<Candidate> pool) {
    BudgetedPrefix prefix = new BudgetedPrefix(Budget.ofWords(1_000_000));
    pool.forEach(prefix::add);
    assertThat(prefix.result()).containsExactlyInAnyOrderElementsOf(pool);
  }

  private static List<Candidate> sortThenTake(List<Candidate> pool, Budget budget) {
    List<Candidate> taken = new ArrayList<>();
    long left = budget.amount();
    for (Candidate candidate : pool.stream().sorted().toList()) {
      long cost = budget.unit() == Unit.WORDS ? candidate.words() : 1;
      if (cost > budget.amount()) {
        continue;
      }
      left -= cost;
      if (left < 0) {
        break;
      }
      taken.add(candidate);
    }
    return taken;
  }

  private static List<String> ids(BudgetedPrefix prefix) {
    return prefix.result().stream().map(Candidate::id).toList();
  }

  @Provide
  Arbitrary<Budget> budgets() {
    return Combinators.combine(Arbitraries.of(Unit.class), Arbitraries.longs().between(0, 120))
        .as(Budget::new);
  }

  @Provide
  Arbitrary<List<Candidate>> pools() {
    Arbitrary<Integer> words = Arbitraries.integers().between(1, 30);
    // Few keys, so that ids must break ties.
    Arbitrary<Integer> keys = Arbitraries.integers().between(-6, 0);
    return Combinators.combine(words, keys)
        .as((count, key) -> new Candidate("", count, key / 2.0))
        .list()
        .ofMaxSize(40)
        .map(BudgetedPrefixTest::numbered);
  }

  private static List<Candidate> numbered(List<Candidate> candidates) {
    List<Candidate> numbered = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String id = "s" + (numbered.size() * 7919) % 1000;
      numbered.add(new Candidate(id, candidate.words(), candidate.key()));
    }
    return numbered;
  }
}
