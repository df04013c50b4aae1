package io.winnow.jobs.labels;


import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the label store changed from one merge to another. Only spans count, not their confidence.
 *
 * @param table {@code id, text, words, change, before, after, adjudicator_before,
 *     adjudicator_after}; change is added, removed or changed; spans that are not there are null
 */
record LabelDiff(Dataset<Row> table) {

  /**
   * @param before number of a merge, from 1
   * @param after likewise
   * @throws StepMissingException if there is no such merge
   */
  public static LabelDiff of(Published published, int before, int after) {
    Dataset<Row> old = side(published, before, "before");
    Dataset<Row> now = side(published, after, "after");
    return new LabelDiff(
        old.join(now, new String[] {"id"}, "full")
            .where("NOT before <=> after")
            .selectExpr(
                "id",
                "coalesce(text_after, text_before) AS text",
                "coalesce(words_after, words_before) AS words",
                "CASE WHEN before IS NULL THEN 'added' WHEN after IS NULL THEN 'removed' ELSE 'changed' END AS change",
                "before",
                "after",
                "adjudicator_before",
                "adjudicator_after")
            .orderBy("id"));
  }

  private static Dataset<Row> side(Published published, int number, String name) {
    Workspace workspace = published.workspace();
    List<Pointer> merges = published.history(workspace.labels());
    if (number < 1 || number > merges.size()) {
      throw new StepMissingException(
          "There is no merge %d of %s: merges are numbered 1 to %d"
              .formatted(number, workspace, merges.size()));
    }
    return published
        .table(merges.get(number - 1), "labels", Schemas.LABELS)
        .selectExpr(
            "id",
            "text AS text_" + name,
            "words AS words_" + name,
            "transform(spans, s -> struct(s.start_word, s.end_word, s.type)) AS " + name,
            "adjudicator AS adjudicator_" + name);
  }

  /** By kind of change how many sentences. */
  public SortedMap<String, Long> counts() {
    SortedMap<String, Long> counts = new TreeMap<>();
    table
        .groupBy("change")
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }
}
