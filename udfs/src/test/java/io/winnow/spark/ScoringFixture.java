package io.winnow.spark;

import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.model.Checkpoint;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.testing.LocalSpark;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Sentences to score, and models to score them with. */
final class ScoringFixture {

  private static final List<String> WORDS =
      List.of("Anna", "lives", "in", "Bern", "❤️", "北京", "embeddings", "don't", "\u200d", ".");

  /** Every one there is. */
  static final ScoreColumns COLUMNS =
      ScoreColumns.named(AcquisitionFunctions.onePassNames(), InferenceOptions.PLAIN);

  private ScoringFixture() {}

  /** Two hundred, some of them empty, one of 700 words. */
  static List<Sentence> sentences() {
    SplittableRandom random = new SplittableRandom(11);
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int length = i == 50 ? 700 : i % 20 == 0 ? 0 : random.nextInt(1, 40);
      List<String> words = new ArrayList<>();
      for (int word = 0; word < length; word++) {
        words.add(WORDS.get(random.nextInt(WORDS.size())));
      }
      sentences.add(Sentence.ofWords("test-" + i, words));
    }
    return sentences;
  }

  static Dataset<Row> corpus(List<Sentence> sentences) {
    List<Row> rows =
        sentences.stream()
            .map(
                it -> RowFactory.create(it.id(), "test", null, it.text(), Rows.ofWords(it.words())))
            .toList();
    return LocalSpark.session()
        .createDataFrame(rows, Schemas.CORPUS)
        .selectExpr("id", "words.text as words");
  }

  static ModelFiles shipped(Path folder) throws IOException {
    SparkSession spark = LocalSpark.session();
    return ModelFiles.ship(spark, folder.toUri().toString(), Checkpoint.open(folder).sha256());
  }

  static ScorePartition scorer(ModelFiles model) {
    return new ScorePartition(model, Precision.FP32, COLUMNS, 32, 1024, 32, counters());
  }

  static ScoringCounters counters() {
    return ScoringCounters.on(LocalSpark.session().sparkContext());
  }

  /** Scores by sentence id. */
  static Map<String, Row> scores(ModelFiles model, Dataset<Row> corpus) {
    Map<String, Row> scores = new LinkedHashMap<>();
    for (Row row : scorer(model).over(corpus).collectAsList()) {
      if (scores.put(row.getAs("id"), row) != null) {
        throw new AssertionError("Doubled: " + row);
      }
    }
    return scores;
  }
}
