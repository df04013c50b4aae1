package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import io.winnow.jobs.Published;
import io.winnow.jobs.handoff.Withheld;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.selection.Budget;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sentences that go to the vendor again, as far as the budget goes: they are billed like any other.
 * First those on which annotators differ, the least certain first; then those whose label a review
 * doubts, each at most once, the most doubtful first.
 *
 * @param table {@code id, text, words, suggestions, versions, reason} of all that there are
 * @param picks those that the budget has room for, in order
 * @param cost of these
 */
record Again(Optional<Dataset<Row>> table, List<Pick> picks, Budget cost) {

  private static final String DISPUTE = "dispute";
  private static final String REVIEW = "review";

  record Pick(String id, String reason) {}

  /** What there is to send again when a round begins. */
  static Again in(int round, Published published, Budget budget) {
    List<Dataset<Row>> tables = new ArrayList<>();
    Optional<Pointer> labels = published.latest(published.workspace().labels());
    labels
        .filter(pointer -> pointer.count(LabelStore.DISPUTES) > 0)
        .ifPresent(pointer -> tables.add(disputed(round, published, pointer)));
    Optional<Pointer> review = published.latest(published.workspace().review());
    if (labels.isPresent() && review.isPresent()) {
      tables.add(doubted(round, published, labels.get(), review.get()));
    }
    List<Pick> picks = new ArrayList<>();
    long cost = 0;
    for (Dataset<Row> table : tables) {
      for (Row row : table.select(col("id"), col("reason"), size(col("words"))).collectAsList()) {
        long more = budget.cost(row.getInt(2));
        if (cost + more <= budget.amount()) {
          cost += more;
          picks.add(new Pick(row.getString(0), row.getString(1)));
        }
      }
    }
    return new Again(
        tables.stream().reduce(Dataset::unionByName), picks, new Budget(budget.unit(), cost));
  }

  /** For a summary: empty if there are none. */
  String summary() {
    return counted(DISPUTE, "annotators differ") + counted(REVIEW, "their labels are doubtful");
  }

  private String counted(String reason, String why) {
    long count = picks.stream().filter(pick -> pick.reason().equals(reason)).count();
    return count == 0 ? "" : ", %,d again because %s".formatted(count, why);
  }

  /** Without those that did not go out when they were to go again. */
  private static Dataset<Row> disputed(int round, Published published, Pointer labels) {
    Dataset<Row> disputed =
        published
            .table(labels, LabelStore.DISPUTES, Schemas.DISPUTES)
            .where(col("state").equalTo(LabelStore.AGAIN));
    return Withheld.before(round, published)
        .map(ids -> disputed.join(ids, new String[] {"id"}, "left_anti"))
        .orElse(disputed)
        .orderBy("confidence", "id")
        .select(sent(col("spans"), DISPUTE));
  }

  /** Only what still is a label, and none that a person gave. */
  private static Dataset<Row> doubted(
      int round, Published published, Pointer labels, Pointer review) {
    Dataset<Row> doubted =
        published
            .table(review, "selection", Schemas.SELECTION)
            .join(
                published
                    .table(labels, LabelStore.LABELS, Schemas.LABELS)
                    .where(col("adjudicator").notEqual(LabelStore.PERSON))
                    .select("id"),
                new String[] {"id"},
                "left_semi");
    for (Dataset<Row> selection : published.selectionsBefore(round)) {
      Dataset<Row> sent = selection.where(col("reason").equalTo(REVIEW)).select("id");
      doubted = doubted.join(sent, new String[] {"id"}, "left_anti");
    }
    return doubted.orderBy("rank").select(sent(col("suggestions"), REVIEW));
  }

  private static Column[] sent(Column suggestions, String reason) {
    return new Column[] {
      col("id"),
      col("text"),
      col("words"),
      suggestions.as("suggestions"),
      col("versions"),
      lit(reason).as("reason")
    };
  }
}
