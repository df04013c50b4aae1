package io.winnow.jobs.handoff;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Run;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * What a round's model predicts for sentences that no model had seen when they first went out.
 * Beside work with suggestions, a control item without any would be known by that.
 */
record Suggestions(Run run, ScoreSettings settings, int round) {

  /**
   * @param sentences rows of {@link Schemas#SELECTION}
   * @param target a folder that is not there yet
   * @return suggestions by sentence id
   */
  Map<String, List<ConfidentSpan>> predict(List<Row> sentences, Path target) {
    ModelOnShelf model = ModelOnShelf.ofRound(run.published(), round - 1);
    Dataset<Row> table = run.spark().createDataset(sentences, Encoders.row(Schemas.SELECTION));
    Dataset<Row> predicted =
        Scorer.of(run.spark(), settings, ScoreColumns.NONE, model).score(table, 1, target);
    Map<String, List<ConfidentSpan>> suggestions = new HashMap<>();
    for (Row row : predicted.collectAsList()) {
      suggestions.put(row.getAs("id"), Rows.confidentSpans(row, "spans"));
    }
    return suggestions;
  }
}
