package io.winnow.jobs.handoff;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.Selections;
import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What went to the vendor before a round.
 *
 * @param rounds sentence id to the last round in which the sentence was selected and handed off
 */
record EarlierSentences(JobContext context, Map<String, Integer> rounds) {

  static EarlierSentences before(int round, JobContext context) {
    Map<String, Integer> rounds = new HashMap<>();
    for (int earlier = 0; earlier < round; earlier++) {
      if (context.workspace().outbox(earlier).latest().isPresent()) {
        Iterator<Row> ids = selection(context, earlier).select("id").toLocalIterator();
        while (ids.hasNext()) {
          rounds.put(ids.next().getString(0), earlier);
        }
      }
    }
    return new EarlierSentences(context, rounds);
  }

  /**
   * Some of them, as rows of {@link Schemas#SELECTION}.
   *
   * @param ids those that are not among these are left out
   */
  List<Row> rows(Set<String> ids) {
    Map<Integer, List<String>> byRound =
        ids.stream()
            .filter(rounds::containsKey)
            .collect(Collectors.groupingBy(rounds::get, TreeMap::new, Collectors.toList()));
    List<Row> rows = new ArrayList<>();
    byRound.forEach(
        (round, some) ->
            rows.addAll(
                selection(context, round).where(col("id").isInCollection(some)).collectAsList()));
    return rows;
  }

  private static Dataset<Row> selection(JobContext context, int round) {
    return Selections.of(round, context.spark().get(), context.workspace()).orElseThrow();
  }
}
