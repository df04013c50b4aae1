package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.selection.Budget.Unit;
import io.winnow.selection.Selected.Reason;
import io.winnow.selection.SmallPool.Scored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every strategy: written into the list of modifiers, a new one is held to it. */
class StrategyLawsTest {

  private static final int WIDTH = 3;

  @Property(tries = 150)
  void isTheSameForAnyPartitioningAndNeverOverTheBudget(
      @ForAll("strategies") String written,
      @ForAll("budgets") Budget budget,
      @ForAll @IntRange(max = 80) int size,
      @ForAll @IntRange(min = 2, max = 7) int partitions,
      @ForAll @IntRange(min = 1, max = 3) int round,
      @ForAll long seed) {
    QueryStrategy strategy = QueryStrategy.parse(written);
    Random random = new Random(seed);
    Map<String, List<String>> words = new HashMap<>();
    Map<String, float[]> embeddings = new HashMap<>();
    List<Scored> pool = pool(size, random, words, embeddings);
    List<List<String>> sent = List.of(words(random), words(random));
    Knowledge knowledge = new Knowledge(words, embeddings, sent, new float[] {0.5f, 0.3f, 0.1f});
    CandidateSearch search = new CandidateSearch(strategy, budget, round, seed, 1);
    List<Selected> chosen = SmallPool.choose(search, pool, knowledge);

    Collections.shuffle(pool, random);
    assertThat(SmallPool.choose(search, pool, knowledge, partitions, random)).isEqualTo(chosen);

    assertThat(chosen).extracting(Selected::id).doesNotHaveDuplicates();
    long cost = chosen.stream().mapToLong(pick -> budget.cost(pick.words())).sum();
    assertThat(cost).isLessThanOrEqualTo(budget.amount());
    long byChance =
        chosen.stream()
            .filter(pick -> pick.reason() == Reason.RANDOM)
            .mapToLong(pick -> budget.cost(pick.words()))
            .sum();
    assertThat(byChance).isLessThanOrEqualTo(budget.share(strategy.chance(round)).amount());
    assertThat(chosen).allMatch(pick -> strategy.allows(pick.words()));
    for (int i = 0; i < chosen.size(); i++) {
      assertThat(chosen.get(i).rank()).isEqualTo(i + 1);
    }
  }

  private static List<Scored> pool(
      int size, Random random, Map<String, List<String>> words, Map<String, float[]> embeddings) {
    List<Scored> pool = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      String id = "s" + at;
      words.put(id, words(random));
      boolean scored = random.nextInt(8) > 0;
      if (scored) {
        float[] embedding = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
          embedding[i] = random.nextInt(4) - 1;
        }
        embeddings.put(id, embedding);
      }
      Double score = scored ? -random.nextInt(9) / 3.0 : null;
      pool.add(new Scored(id, words.get(id).size(), score));
    }
    return pool;
  }

  private static List<String> words(Random random) {
    List<String> words = new ArrayList<>();
    int length = 1 + random.nextInt(5);
    for (int i = 0; i < length; i++) {
      words.add(List.of("a", "b", "1", "23").get(random.nextInt(4)));
    }
    return words;
  }

  @Provide
  Arbitrary<Budget> budgets() {
    return Combinators.combine(Arbitraries.of(Unit.class), Arbitraries.longs().between(0, 120))
        .as(Budget::new);
  }

  @Provide
  Arbitrary<String> strategies() {
    return Arbitraries.of(Modifiers.examples())
        .map(example -> example.replace("min=5, max=60", "min=2, max=4"))
        .list()
        .uniqueElements()
        .ofMaxSize(5)
        .map(modifiers -> String.join(" + ", joined("mnlp", modifiers)));
  }

  private static List<String> joined(String base, List<String> modifiers) {
    List<String> all = new ArrayList<>(List.of(base));
    all.addAll(modifiers);
    return all;
  }
}
