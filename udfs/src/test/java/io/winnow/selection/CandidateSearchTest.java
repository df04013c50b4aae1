package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.selection.Budget.Unit;
import io.winnow.selection.Selected.Reason;
import io.winnow.selection.SmallPool.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CandidateSearchTest {

  @Test
  void theUncertainComeFirstByScoreAndThenTheRandomOnes() {
    List<Selected> chosen =
        choose("mnlp + explore(0.5)", Budget.ofSentences(4), 1, pool(50, 5, -1));
    assertThat(chosen).extracting(Selected::rank).containsExactly(1, 2, 3, 4);
    assertThat(chosen)
        .extracting(Selected::reason)
        .containsExactly(Reason.UNCERTAIN, Reason.UNCERTAIN, Reason.RANDOM, Reason.RANDOM);
    assertThat(chosen.get(0)).isEqualTo(new Selected(1, "s49", 5, -49.0, Reason.UNCERTAIN));
    assertThat(chosen.get(2).score()).isNull();
  }

  @Test
  void theFirstRoundNeedsNoScores() {
    List<Scored> unscored =
        pool(50, 5, -1).stream().map(s -> new Scored(s.id(), s.words(), null)).toList();
    assertThat(choose("random", Budget.ofWords(20), 0, unscored))
        .hasSize(4)
        .allMatch(pick -> pick.reason() == Reason.RANDOM && pick.score() == null);
  }

  @Test
  void sentencesWithoutWordsOrWithTooFewAreNeverChosen() {
    List<Scored> pool =
        List.of(
            new Scored("empty", 0, null), new Scored("two", 2, -9.0), new Scored("three", 3, -1.0));
    CandidateSearch search =
        new CandidateSearch(
            QueryStrategy.parse("mnlp + explore(0.5)"), Budget.ofSentences(9), 1, 3, 3);
    assertThat(SmallPool.choose(search, pool, Knowledge.NONE))
        .extracting(Selected::id)
        .containsExactly("three");
    assertThatThrownBy(
            () -> new CandidateSearch(QueryStrategy.AT_RANDOM, Budget.ofWords(1), 0, 3, 0))
        .hasMessageContaining("at least 1");
  }

  @Test
  void lengthsHoldForWhatIsDrawnByChanceToo() {
    List<Scored> pool = new ArrayList<>(pool(40, 3, -1));
    pool.addAll(List.of(new Scored("five", 5, -0.1), new Scored("six", 6, 0.0)));
    assertThat(choose("mnlp + lengths(5, 6) + explore(0.5)", Budget.ofWords(12), 1, pool))
        .extracting(Selected::words)
        .containsExactlyInAnyOrder(5, 6);
  }

  @Test
  void aSentenceTooLongForWhatIsLeftDoesNotBlockTheOthers() {
    List<Scored> pool = new ArrayList<>(pool(50, 10, 0));
    pool.add(new Scored("long", 90, -9.0));
    assertThat(choose("mnlp + explore(0.2)", Budget.ofWords(100), 1, pool))
        .hasSize(10)
        .noneMatch(pick -> pick.id().equals("long"));
  }

  @Test
  void explorationDecaysByRound() {
    List<Scored> pool = pool(200, 1, -1);
    for (int round = 1; round <= 4; round++) {
      assertThat(choose("mnlp + explore(0.8, decay=0.5)", Budget.ofSentences(40), round, pool))
          .hasSize(40)
          .filteredOn(pick -> pick.reason() == Reason.RANDOM)
          .hasSize(64 >> round);
    }
  }

  @Test
  void aPoolThatHasNothingGivesNothing() {
    assertThat(choose("mnlp + explore(0.2)", Budget.ofWords(9), 1, List.of())).isEmpty();
    assertThat(choose("random", Budget.ofWords(9), 0, List.of())).isEmpty();
  }

  @Test
  void scoresThatAreAllAlikeAreTakenByTheirIds() {
    assertThat(choose("mnlp", Budget.ofSentences(3), 1, pool(500, 4, 0)))
        .extracting(Selected::id)
        .containsExactly("s0", "s1", "s10");
  }

  @Property(tries = 200)
  void isWhatSortingTheWholePoolWouldChooseForAnyPartitioning(
      @ForAll @IntRange(max = 60) int size,
      @ForAll @IntRange(max = 150) int amount,
      @ForAll Unit unit,
      @ForAll @DoubleRange(max = 1) double share,
      @ForAll @IntRange(min = 1, max = 7) int partitions,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Scored> pool = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      pool.add(new Scored("s" + at, random.nextInt(25), -random.nextInt(9) / 3.0));
    }
    QueryStrategy strategy = new QueryStrategy("mnlp", List.of(new Modifiers.Explore(share, 1)));
    CandidateSearch search = new CandidateSearch(strategy, new Budget(unit, amount), 1, seed, 2);
    assertThat(SmallPool.choose(search, pool, Knowledge.NONE, partitions, random))
        .isEqualTo(sortThenChoose(pool, search, share));
  }

  /** The same rules over the whole pool in memory. */
  private static List<Selected> sortThenChoose(
      List<Scored> pool, CandidateSearch search, double share) {
    boolean byWords = search.budget().unit() == Unit.WORDS;
    List<Scored> able = pool.stream().filter(s -> s.words() >= search.minWords()).toList();
    long randomBudget = (long) (search.budget().amount() * share);
    Comparator<Scored> byHash =
        Comparator.comparingDouble(s -> RandomOrder.key(search.seed(), s.id()));
    List<Scored> byChance =
        take(able.stream().sorted(byHash).toList(), randomBudget, randomBudget, byWords);
    Set<Scored> taken = new HashSet<>(byChance);
    long used = byChance.stream().mapToLong(s -> byWords ? s.words() : 1).sum();
    List<Scored> byScore =
        take(
            able.stream()
                .filter(s -> !taken.contains(s))
                .sorted(Comparator.comparingDouble(Scored::score).thenComparing(Scored::id))
                .toList(),
            search.budget().amount() - used,
            search.budget().amount() - randomBudget,
            byWords);
    List<Selected> chosen = new ArrayList<>();
    for (Scored s : byScore) {
      chosen.add(
          new Selected(chosen.size() + 1, s.id(), s.words(), s.score() + 0.0, Reason.UNCERTAIN));
    }
    for (Scored s : byChance) {
      chosen.add(new Selected(chosen.size() + 1, s.id(), s.words(), null, Reason.RANDOM));
    }
    return chosen;
  }

  private static List<Scored> take(
      List<Scored> ordered, long budget, long longest, boolean byWords) {
    List<Scored> taken = new ArrayList<>();
    long left = budget;
    for (Scored s : ordered) {
      long cost = byWords ? s.words() : 1;
      if (cost > longest) {
        continue;
      }
      left -= cost;
      if (left < 0) {
        break;
      }
      taken.add(s);
    }
    return taken;
  }

  private static List<Selected> choose(
      String strategy, Budget budget, int round, List<Scored> pool) {
    CandidateSearch search =
        new CandidateSearch(QueryStrategy.parse(strategy), budget, round, 3, 1);
    return SmallPool.choose(search, pool, Knowledge.NONE);
  }

  private static List<Scored> pool(int size, int words, double step) {
    List<Scored> pool = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      pool.add(new Scored("s" + at, words, at * step));
    }
    return pool;
  }
}
