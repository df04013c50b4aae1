package io.winnow.jobs.select;

import io.winnow.selection.Budget;
import io.winnow.selection.QueryStrategy;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code select.*}. Exactly one of the two budgets is above 0.
 *
 * @param where a condition in SQL on the sentences' metadata; empty: all
 * @param only a file of sentence ids, a path from the workspace or any URI; empty: all
 */
@Section("select")
public record SelectSettings(
    QueryStrategy strategy,
    long budgetWords,
    long budgetSentences,
    int minWords,
    String where,
    String only) {

  public SelectSettings {
    Validation.of(SelectSettings.class)
        .atLeast("budget-words", 0, budgetWords)
        .atLeast("budget-sentences", 0, budgetSentences)
        .atLeast("min-words", 1, minWords)
        .require(
            budgetWords <= 0 || budgetSentences <= 0,
            "budget-sentences",
            "is %d while select.budget-words is %d: set one of them to 0"
                .formatted(budgetSentences, budgetWords))
        .require(
            budgetWords != 0 || budgetSentences != 0,
            "budget-words",
            "is 0 and so is select.budget-sentences: give one of them")
        .done();
  }

  /** Whether the round is chosen by scores: the first one has no model, and chance needs none. */
  public boolean needsScores(int round) {
    return round > 0 && !strategy.isRandom();
  }

  /** What the round may cost. */
  Budget budget() {
    return budgetWords > 0 ? Budget.ofWords(budgetWords) : Budget.ofSentences(budgetSentences);
  }
}
