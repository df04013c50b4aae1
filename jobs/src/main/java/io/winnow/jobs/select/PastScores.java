package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.winnow.jobs.Published;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import io.winnow.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The scores of rounds before one that chooses, by the same acquisition function.
 *
 * @param rounds that have them, newest first
 * @param passedOver the others, each with the reason
 */
record PastScores(List<OfRound> rounds, List<String> passedOver) {

  private static final String OUTPUT = "scores";

  /**
   * @param table {@code id, model, score}: the model that scored the sentence, which may be an
   *     earlier round's; the score null where there is none, or none that is a finite number
   */
  record OfRound(int round, Dataset<Row> table) {}

  /**
   * Round 0 is never scored: there is no model yet. Rounds that were not scored, not by this
   * function, or whose scores were cleared away, are passed over.
   *
   * @param round that chooses
   * @param k how many rounds to look at, that one among them
   * @throws WorkspaceException if scores are there, but damaged
   */
  static PastScores of(Published published, int round, int k, String function) {
    List<OfRound> rounds = new ArrayList<>();
    List<String> passedOver = new ArrayList<>();
    for (int before = round - 1; before > Math.max(0, round - k); before--) {
      int earlier = before;
      Optional<Pointer> pointer = published.latest(published.workspace().scores(earlier));
      if (pointer.isEmpty()) {
        passedOver.add("round %d (not scored)".formatted(earlier));
      } else if (isGone(published.workspace(), pointer.get())) {
        passedOver.add("round %d (its scores are gone)".formatted(earlier));
      } else {
        Dataset<Row> table = whole(published, pointer.get(), earlier, round - earlier);
        if (List.of(table.columns()).contains(Schemas.column(function))) {
          rounds.add(new OfRound(earlier, scores(table, function)));
        } else {
          passedOver.add("round %d (not scored by %s)".formatted(earlier, function));
        }
      }
    }
    return new PastScores(rounds, passedOver);
  }

  private static boolean isGone(Workspace workspace, Pointer pointer) {
    return pointer.parts(OUTPUT).stream()
        .allMatch(part -> workspace.list(workspace.resolve(part)).isEmpty());
  }

  /** With a part of the sentences' scores, the choice would be another one for no reason. */
  private static Dataset<Row> whole(Published published, Pointer pointer, int round, int newer) {
    long wanted = pointer.count("sentences");
    long found;
    Dataset<Row> table;
    try {
      table = published.table(pointer, OUTPUT);
      found = table.count();
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw damaged(published, pointer, round, newer, "can't be read", e);
    }
    if (found != wanted) {
      String what = "have %,d of %,d sentences".formatted(found, wanted);
      throw damaged(published, pointer, round, newer, what, null);
    }
    return table;
  }

  private static WorkspaceException damaged(
      Published published, Pointer pointer, int round, int newer, String what, Exception cause) {
    return new WorkspaceException(
        "The scores of round %d %s, in %s: put back a copy of the files, or look at the newer rounds alone by history(k=%d)"
            .formatted(
                round,
                what,
                published.workspace().resolve(pointer.parts(OUTPUT).get(0)).getParent(),
                newer),
        cause);
  }

  private static Dataset<Row> scores(Dataset<Row> table, String function) {
    return table.select(col("id"), col(Schemas.MODEL), finite(col(Schemas.column(function))));
  }

  /** As {@code score}; null where it is NaN or infinite. */
  private static Column finite(Column score) {
    return when(abs(score).lt(lit(Double.POSITIVE_INFINITY)), score).as("score");
  }
}
