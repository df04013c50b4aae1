package io.winnow.jobs.handoff;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.jobs.Gpus;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Tables;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.model.Precision;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a round's model makes of sentences that no model had read when they first went out. Beside
 * work with suggestions, a check without any would be known by that.
 */
record Suggestions(JobContext context, ScoreSettings settings, int round) {

  /**
   * @param sentences rows of {@link Schemas#SELECTION}
   * @param target a folder that is not there yet
   * @return suggestions by sentence id
   */
  Map<String, List<ConfidentSpan>> read(List<Row> sentences, Path target) {
    Workspace workspace = context.workspace();
    SparkSession spark = context.spark().get();
    ModelOnShelf model =
        ModelOnShelf.of(
            context,
            workspace.model(round - 1),
            "run 'winnow train --round %d'".formatted(round - 1));
    Precision precision =
        settings.precision().on(Gpus.check(spark.sparkContext().getConf()).device());
    Dataset<Row> table = spark.createDataset(sentences, Encoders.row(Schemas.SELECTION));
    new Scorer(spark, settings, ScoreColumns.NONE, model, precision)
        .score(table, Tables.fingerprint(table), 1, target);
    Map<String, List<ConfidentSpan>> suggestions = new HashMap<>();
    for (Row row : Tables.read(spark, target, Schemas.PREDICTIONS).collectAsList()) {
      suggestions.put(row.getAs("id"), Rows.confidentSpans(row, "spans"));
    }
    return suggestions;
  }
}
