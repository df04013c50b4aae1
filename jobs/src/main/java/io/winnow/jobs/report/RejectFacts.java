package io.winnow.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.winnow.jobs.Published;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.List;
import java.util.Optional;

/**
 * What the vendor returned and was not taken.
 *
 * @param accepted answers that stand
 * @param reasons the most frequent first
 */
record RejectFacts(long accepted, List<Reason> reasons) {

  private static final String OUTPUT = "rejected";

  /**
   * @param code of {@link io.winnow.contract.ReasonCode}
   * @param example what was said of one of the rows
   */
  record Reason(String code, long rows, String example) {}

  /** Of all that was ever returned; empty before the first merge. */
  static Optional<RejectFacts> of(Published published) {
    return published.latest(published.workspace().labels()).map(pointer -> of(published, pointer));
  }

  private static RejectFacts of(Published published, Pointer pointer) {
    boolean someRejected =
        pointer.outputs().keySet().stream().anyMatch(name -> name.startsWith(OUTPUT));
    List<Reason> reasons =
        !someRejected
            ? List.of()
            : published
                .table(pointer, OUTPUT, Schemas.REJECTED)
                .groupBy("reason")
                .agg(count(lit(1)).as("rows"), min("message"))
                .orderBy(col("rows").desc(), col("reason"))
                .collectAsList()
                .stream()
                .map(row -> new Reason(row.getString(0), row.getLong(1), row.getString(2)))
                .toList();
    return new RejectFacts(pointer.count("annotations"), reasons);
  }

  long rejected() {
    return reasons.stream().mapToLong(Reason::rows).sum();
  }
}
