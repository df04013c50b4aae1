package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.not;

import io.winnow.jobs.score.ScoreSettings;
import io.winnow.model.InferenceOptions;
import io.winnow.model.InferenceOptions.Pooling;
import io.winnow.selection.Directions;
import io.winnow.spark.Rows;
import io.winnow.spark.ScoreColumns;
import io.winnow.spark.ScorePartition;
import io.winnow.spark.ScoringCounters;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** How near sentences are to a text: the cosine of the embeddings, in one pass over all of them. */
final class Nearness {

  static final String SIMILARITY = "similarity";

  private static final StructType TABLE = StructType.fromDDL("id STRING, similarity DOUBLE");

  /** A row of the scores, so that Spark hands its numbers over as an array. */
  public static final class Embedded implements Serializable {

    private static final long serialVersionUID = 1L;

    private String id;
    private float[] embedding;

    public String getId() {
      return id;
    }

    public void setId(String id) {
      this.id = id;
    }

    public float[] getEmbedding() {
      return embedding;
    }

    public void setEmbedding(float[] embedding) {
      this.embedding = embedding;
    }
  }

  private Nearness() {}

  /**
   * {@code id, similarity} of every sentence that has an embedding.
   *
   * @param text is embedded by the model that embedded the sentences, in the same way
   */
  static Dataset<Row> to(String text, StoredScores stored, ScoreSettings settings) {
    float[] direction = Directions.of(embedding(text, stored, settings));
    MapFunction<Embedded, Row> similarity =
        it ->
            RowFactory.create(
                it.getId(),
                Directions.product(direction, it.getEmbedding())
                    / Math.sqrt(Directions.product(it.getEmbedding(), it.getEmbedding())));
    return stored
        .table()
        .as(Encoders.bean(Embedded.class))
        .map(similarity, Encoders.row(TABLE))
        .where(not(isnan(col(SIMILARITY))));
  }

  private static float[] embedding(String text, StoredScores stored, ScoreSettings settings) {
    SparkSession spark = stored.table().sparkSession();
    ScoreColumns columns =
        new ScoreColumns(List.of(), List.of(), new InferenceOptions(0, 0, Pooling.MEAN));
    ScorePartition partition =
        new ScorePartition(
            stored.model().ship(spark),
            stored.precision(),
            columns,
            1,
            settings.prediction().batchTokens(),
            settings.prediction().overlapTokens(),
            ScoringCounters.on(spark.sparkContext()));
    String[] words = WordSplitter.split(text).stream().map(Word::text).toArray(String[]::new);
    Dataset<Row> one =
        spark.createDataFrame(
            List.of(RowFactory.create("", words)),
            StructType.fromDDL("id STRING, words ARRAY<STRING>"));
    float[] embedding = Rows.floats(partition.over(one).first(), ScoreColumns.EMBEDDING);
    if (embedding.length == 0) {
      throw SearchQuery.problem(
          "--like", "%s knows no word of '%s'".formatted(stored.model().id(), text));
    }
    return embedding;
  }
}
