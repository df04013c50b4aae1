package io.winnow.spark;

import ai.djl.Device;
import io.winnow.acquisition.Formulas;
import io.winnow.acquisition.WordDistributions;
import io.winnow.decoding.IobDecoder;
import io.winnow.model.BatchLayout;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.model.TestCheckpoints;
import io.winnow.model.TokenClassifier;
import io.winnow.spark.TextPrediction.TextEntity;
import io.winnow.text.LabelScheme;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Texts as tables have them, and what a model makes of each when it is asked alone. */
public final class Texts {

  public static final StructType SCHEMA =
      new StructType().add("id", DataTypes.IntegerType, false).add("text", DataTypes.StringType);

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));

  private static final List<String> WORDS =
      List.of(
          "Anna", "lives", "in", "Bern", "👩‍🚀", "❤️", "北京", "embeddings", "don't", "🇨🇭", ".");

  private Texts() {}

  /** A hundred; some null, empty or blank; number 7 of 700 words; most with emoji. */
  public static List<String> some() {
    SplittableRandom random = new SplittableRandom(3);
    List<String> texts = new ArrayList<>(Arrays.asList(null, "", " \t\u0007", "🎉"));
    while (texts.size() < 100) {
      if (texts.size() % 25 == 0) {
        texts.add(null);
      }
      int words = texts.size() == 7 ? 700 : random.nextInt(1, 40);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < words; i++) {
        text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  /** Numbered from 0, in one partition. */
  public static Dataset<Row> table(SparkSession spark, List<String> texts) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      rows.add(RowFactory.create(i, texts.get(i)));
    }
    return spark.createDataFrame(rows, SCHEMA).coalesce(1);
  }

  /** A small model's folder. */
  public static Path model(Path parent, long seed) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("model" + seed));
    return TestCheckpoints.small().withSeed(seed).withTags(SCHEME.tags()).write(folder);
  }

  /** What the model reads in each text, read on its own; null for null. */
  public static List<TextPrediction> alone(Path model, List<String> texts) throws IOException {
    IobDecoder decoder = new IobDecoder(SCHEME);
    List<TextPrediction> predictions = new ArrayList<>();
    try (TokenClassifier classifier = TokenClassifier.load(model, Precision.FP32, Device.cpu())) {
      for (String text : texts) {
        if (text == null) {
          predictions.add(null);
          continue;
        }
        List<Word> words = WordSplitter.split(text);
        if (words.isEmpty()) {
          predictions.add(new TextPrediction(List.of(), OptionalDouble.empty()));
          continue;
        }
        List<String> wordTexts = words.stream().map(Word::text).toList();
        WordDistributions sentence =
            classifier
                .predict(List.of(wordTexts), BatchLayout.byTokens(1024, 64), InferenceOptions.PLAIN)
                .predicted()
                .get(0)
                .distributions()
                .orElseThrow();
        List<TextEntity> entities =
            decoder.spans(sentence).stream()
                .map(
                    it -> {
                      int start = words.get(it.span().startWord()).start();
                      int end = words.get(it.span().endWord() - 1).end();
                      return new TextEntity(
                          start,
                          end,
                          text.substring(start, end),
                          it.span().type(),
                          it.confidence());
                    })
                .toList();
        predictions.add(
            new TextPrediction(entities, OptionalDouble.of(Formulas.MNLP.score(sentence))));
      }
    }
    return predictions;
  }

  /** The entities in a row's column; null for null. */
  public static List<TextEntity> entities(Row row, String column) {
    int place = row.fieldIndex(column);
    if (row.isNullAt(place)) {
      return null;
    }
    List<Row> entities = row.getList(place);
    return entities.stream()
        .map(
            it ->
                new TextEntity(
                    it.getInt(0), it.getInt(1), it.getString(2), it.getString(3), it.getDouble(4)))
        .toList();
  }
}
