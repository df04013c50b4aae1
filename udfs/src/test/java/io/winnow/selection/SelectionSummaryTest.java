package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
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

class SelectionSummaryTest {

  private record Scored(String id, int words, double score) {}

  @Test
  void theUncertainComeFirstByScoreAndThenTheRandomOnes() {
    SelectionSummary summary = new SelectionPlan(Budget.ofSentences(4), 0.5, 3, 1).summary();
    for (int at = 0; at < 50; at++) {
      summary.add("s" + at, 5, -at);
    }
    List<Selected> chosen = summary.choose();
    assertThat(chosen).extracting(Selected::rank).containsExactly(1, 2, 3, 4);
    assertThat(chosen)
        .extracting(Selected::reason)
        .containsExactly(Reason.UNCERTAIN, Reason.UNCERTAIN, Reason.RANDOM, Reason.RANDOM);
    assertThat(chosen.get(0)).isEqualTo(new Selected(1, "s49", 5, -49.0, Reason.UNCERTAIN));
    assertThat(chosen.get(2).score()).isNull();
  }

  @Test
  void theFirstRoundNeedsNoScores() {
    SelectionSummary summary = SelectionPlan.atRandom(Budget.ofWords(20), 3, 1).summary();
    for (int at = 0; at < 50; at++) {
      summary.add("s" + at, 5);
    }
    assertThat(summary.choose()).hasSize(4).allMatch(pick -> pick.reason() == Reason.RANDOM);
  }

  @Test
  void sentencesWithoutWordsOrWithTooFewAreNeverChosen() {
    SelectionSummary summary = new SelectionPlan(Budget.ofSentences(9), 0.5, 3, 3).summary();
    summary.add("empty", 0);
    summary.add("two", 2, -9);
    summary.add("three", 3, -1);
    assertThat(summary.choose()).extracting(Selected::id).containsExactly("three");
  }

  @Test
  void aSentenceTooLongForWhatIsLeftDoesNotBlockTheOthers() {
    SelectionSummary summary = new SelectionPlan(Budget.ofWords(100), 0.2, 3, 1).summary();
    summary.add("long", 90, -9);
    for (int at = 0; at < 50; at++) {
      summary.add("s" + at, 10, -1);
    }
    assertThat(summary.choose()).hasSize(10).noneMatch(pick -> pick.id().equals("long"));
  }

  @Test
  void plansThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new SelectionPlan(Budget.ofWords(1), 1.5, 0, 1))
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> new SelectionPlan(Budget.ofWords(1), Double.NaN, 0, 1))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new SelectionPlan(Budget.ofWords(1), 0, 0, 0))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Budget.ofWords(-5)).hasMessage("A budget of -5 words is below 0");
  }

  @Property(tries = 200)
  void isWhatSortingTheWholePoolWouldChooseForAnyPartitioning(
      @ForAll @IntRange(max = 60) int size,
      @ForAll @IntRange(max = 150) int amount,
      @ForAll BudgetUnit unit,
      @ForAll @DoubleRange(max = 1) double share,
      @ForAll @IntRange(min = 1, max = 7) int partitions,
      @ForAll long seed)
      throws IOException, ClassNotFoundException {
    Random random = new Random(seed);
    List<Scored> pool = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      pool.add(new Scored("s" + at, random.nextInt(25), -random.nextInt(9) / 3.0));
    }
    SelectionPlan plan = new SelectionPlan(new Budget(unit, amount), share, seed, 2);
    List<Selected> expected = sortThenChoose(pool, plan);

    Collections.shuffle(pool, random);
    List<SelectionSummary> parts = new ArrayList<>();
    for (int part = 0; part < partitions; part++) {
      parts.add(plan.summary());
    }
    for (Scored s : pool) {
      parts.get(random.nextInt(partitions)).add(s.id(), s.words(), s.score());
    }
    SelectionSummary merged = plan.summary();
    for (SelectionSummary part : parts) {
      merged = shipped(merged).merge(shipped(part));
    }
    assertThat(merged.choose()).isEqualTo(expected);
  }

  /** The same rules over the whole pool in memory. */
  private static List<Selected> sortThenChoose(List<Scored> pool, SelectionPlan plan) {
    boolean byWords = plan.budget().unit() == BudgetUnit.WORDS;
    List<Scored> able = pool.stream().filter(s -> s.words() >= plan.minWords()).toList();
    long randomBudget = (long) (plan.budget().amount() * plan.randomShare());
    Comparator<Scored> byHash =
        Comparator.comparingDouble(s -> RandomOrder.key(plan.seed(), s.id()));
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
            plan.budget().amount() - used,
            plan.budget().amount() - randomBudget,
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

  /** As Spark sends a summary from an executor to the driver. */
  private static SelectionSummary shipped(SelectionSummary summary)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(summary);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (SelectionSummary) in.readObject();
    }
  }
}
