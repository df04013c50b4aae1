package io.winnow.jobs.handoff;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Published;
import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * What went to the vendor before a round.
 *
 * @param rounds sentence id to the last round in which the sentence was selected and handed off
 */
record EarlierSentences(Published published, Map<String, Integer> rounds) {

  static EarlierSentences before(int round, Published published) {
    Map<String, Integer> rounds = new HashMap<>();
    for (int earlier = 0; earlier < round; earlier++) {
      if (published.has(published.workspace().outbox(earlier))) {
        Iterator<Row> ids =
            published.selection(earlier).orElseThrow().select("id").toLocalIterator();
        while (ids.hasNext()) {
          rounds.put(ids.next().getString(0), earlier);
        }
      }
    }
    return new EarlierSentences(published, rounds);
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
                published
                    .selection(round)
                    .orElseThrow()
                    .where(col("id").isInCollection(some))
                    .collectAsList()));
    return rows;
  }
}
