package io.winnow.jobs.handoff;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Published;
import io.winnow.workspace.Pointer;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was selected, but not sent, since private matter is left in it. No later round selects such
 * a sentence: it would cost the budget of each.
 */
public final class Withheld {

  static final String COUNT = "withheld";

  private Withheld() {}

  /** How many sentences of a hand-off. */
  public static long count(Pointer outbox) {
    return outbox.counts().getOrDefault(COUNT, 0L);
  }

  /**
   * What was selected in a round, without what was withheld.
   *
   * @param round one that was handed off
   */
  public static Dataset<Row> sent(Published published, int round) {
    Dataset<Row> selection = published.selection(round).orElseThrow();
    return count(published.outbox(round)) == 0
        ? selection
        : selection.join(work(published, round), new String[] {"id"}, "left_semi");
  }

  /** The ids of all that earlier rounds withheld; empty if they sent all. */
  public static Optional<Dataset<Row>> before(int round, Published published) {
    return IntStream.range(0, round)
        .filter(
            it ->
                published
                    .latest(published.workspace().outbox(it))
                    .filter(outbox -> count(outbox) > 0)
                    .isPresent())
        .mapToObj(
            it ->
                published
                    .selection(it)
                    .orElseThrow()
                    .select("id")
                    .join(work(published, it), new String[] {"id"}, "left_anti"))
        .reduce(Dataset::union);
  }

  private static Dataset<Row> work(Published published, int round) {
    return SentRecords.read(published, round)
        .orElseThrow()
        .where(col("purpose").equalTo(Purpose.WORK.column()))
        .select("id");
  }
}
