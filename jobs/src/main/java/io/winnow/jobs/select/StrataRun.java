package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.winnow.selection.Budget;
import io.winnow.selection.CandidateSearch;
import io.winnow.selection.CandidateSearch.Prospects;
import io.winnow.selection.CostHistogram;
import io.winnow.selection.Knowledge;
import io.winnow.selection.Selected;
import io.winnow.selection.Strata;
import io.winnow.settings.SettingsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Runs a strategy in each group of sentences by itself, smaller groups first: what one leaves of
 * its budget goes to the next, and none of them chooses what is nearly the same as a sentence that
 * another one chose.
 *
 * @param sentences {@code id, word_count, score, value}: the score null where there is none, the
 *     value that of the sentence's group
 */
record StrataRun(
    Dataset<Row> sentences,
    Strata strata,
    CandidateSearch search,
    Function<Prospects, Knowledge> lookUp) {

  /** Each group's candidates are a pass over the scores of their own. */
  private static final int MOST = 100;

  private static final Comparator<Selected> BY_SCORE =
      Comparator.comparing(Selected::score, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Selected::id);

  /** Of a group: its value, which may be null, and what all of its sentences cost. */
  private record Group(String value, long cost) {}

  List<Selected> choose() {
    Dataset<Row> known =
        sentences
            .select("id", "word_count", "score", "value")
            // A pass over one group skips the cached batches that hold none of it.
            .sortWithinPartitions("value")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Group> all = groups(known);
      List<Row> counted = StrategyRun.counted(known, "value");
      List<Budget> budgets =
          strata.divided(search.budget(), all.stream().map(Group::cost).toList());
      List<Selected> chosen = new ArrayList<>();
      List<List<String>> sent = new ArrayList<>();
      Budget left = budgets.stream().reduce(search.budget(), Budget::minus);
      for (int i = 0; i < all.size(); i++) {
        Budget budget = budgets.get(i).plus(left);
        List<Selected> more = choose(known, counted, all.get(i), budget, sent);
        long cost = more.stream().mapToLong(pick -> budget.cost(pick.words())).sum();
        left = budget.minus(new Budget(budget.unit(), cost));
        chosen.addAll(more);
      }
      chosen.sort(BY_SCORE);
      return Selected.ranked(chosen);
    } finally {
      known.unpersist();
    }
  }

  /**
   * @param counted of all groups, see {@link StrategyRun#counted}
   * @param sent words of what other groups chose; what this one chooses is added
   */
  private List<Selected> choose(
      Dataset<Row> known, List<Row> counted, Group group, Budget budget, List<List<String>> sent) {
    if (budget.amount() == 0) {
      return List.of();
    }
    CandidateSearch within = search.within(budget);
    CostHistogram pool = new CostHistogram();
    counted.stream()
        .filter(row -> Objects.equals(row.getString(3), group.value()))
        .forEach(row -> StrategyRun.count(row, within, pool));
    List<Knowledge> last = new ArrayList<>();
    List<Selected> chosen =
        new StrategyRun(
                known.where(in(group)),
                within,
                prospects -> {
                  Knowledge knowledge = lookUp.apply(prospects).withSent(List.copyOf(sent));
                  last.clear();
                  last.add(knowledge);
                  return knowledge;
                })
            .choose(pool);
    for (Selected pick : chosen) {
      Optional.ofNullable(last.get(0).words().get(pick.id())).ifPresent(sent::add);
    }
    return chosen;
  }

  private static Column in(Group group) {
    Column value = col("value");
    return group.value() == null ? value.isNull() : value.equalTo(group.value());
  }

  /** The smaller ones first, so that the order is the same on every cluster. */
  private List<Group> groups(Dataset<Row> known) {
    String cost = search.budget().unit() == Budget.Unit.WORDS ? "sum(word_count)" : "count(*)";
    List<Row> rows = known.groupBy("value").agg(expr(cost)).limit(MOST + 1).collectAsList();
    if (rows.size() > MOST) {
      throw new SettingsException(
          List.of(
              new SettingsException.Problem(
                  "select.strategy",
                  "has %s, but that column has more than %d values: take one with fewer, or less of the pool by select.where"
                      .formatted(strata.written(), MOST))));
    }
    return rows.stream()
        .map(row -> new Group(row.getString(0), row.getLong(1)))
        .sorted(
            Comparator.comparingLong(Group::cost)
                .thenComparing(Group::value, Comparator.nullsFirst(Comparator.naturalOrder())))
        .toList();
  }
}
