package io.winnow.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.spark.TextPrediction;
import io.winnow.spark.TextPrediction.TextEntity;
import io.winnow.spark.Texts;
import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityRecognizerTest {

  private static final SparkSession SPARK = LocalSpark.session();
  private static final List<String> TEXTS = Texts.some();

  @TempDir static Path folder;

  private static Path model;
  private static List<TextPrediction> alone;

  @BeforeAll
  static void readAlone() throws IOException {
    model = Texts.model(folder, 1);
    alone = Texts.alone(model, TEXTS);
  }

  @Test
  void columnsAndRowsStayAndWhatTheModelReadsIsAppended() {
    Dataset<Row> read = recognizer().setScoreCol("score").transform(Texts.table(SPARK, TEXTS));

    assertThat(read.schema())
        .isEqualTo(
            Texts.SCHEMA.add("entities", TextEntity.LIST).add("score", DataTypes.DoubleType));
    List<Row> rows = read.collectAsList();
    assertThat(rows.stream().map(row -> row.getString(1))).isEqualTo(TEXTS);
    assertAsAlone(rows);
  }

  @Test
  void aNullTextGivesNullAndATextWithoutWordsAnEmptyArray() {
    List<Row> rows =
        recognizer().setScoreCol("score").transform(Texts.table(SPARK, TEXTS)).collectAsList();

    assertThat(rows.get(0).isNullAt(2)).isTrue();
    assertThat(rows.get(0).isNullAt(3)).isTrue();
    for (int blank : List.of(1, 2)) {
      assertThat(Texts.entities(rows.get(blank), "entities")).isEmpty();
      assertThat(rows.get(blank).isNullAt(3)).isTrue();
    }
  }

  @Test
  void entitiesAreTheCharactersTheyPointToAlsoAfterEmoji() {
    List<Row> rows = recognizer().transform(Texts.table(SPARK, TEXTS)).collectAsList();

    List<TextEntity> afterEmoji =
        rows.stream()
            .filter(row -> !row.isNullAt(1))
            .flatMap(
                row -> {
                  String text = row.getString(1);
                  List<TextEntity> entities = Texts.entities(row, "entities");
                  assertThat(entities)
                      .allSatisfy(
                          it ->
                              assertThat(text.substring(it.start(), it.end()))
                                  .isEqualTo(it.text()));
                  return entities.stream()
                      .filter(it -> text.substring(0, it.start()).contains("👩‍🚀"));
                })
            .toList();
    assertThat(afterEmoji).isNotEmpty();
  }

  @Test
  void aTextLongerThanTheModelIsReadToItsEnd() {
    Row longest = recognizer().transform(Texts.table(SPARK, TEXTS)).collectAsList().get(7);

    int length = longest.getString(1).length();
    assertThat(length).isGreaterThan(2_000);
    assertThat(Texts.entities(longest, "entities"))
        .anySatisfy(it -> assertThat(it.end()).isGreaterThan(length - 200));
  }

  @Test
  void partitionsWindowsAndBatchesChangeNothing() {
    Dataset<Row> others =
        recognizer()
            .setScoreCol("score")
            .setWindowSentences(3)
            .setBatchSize(2)
            .setBatchTokens(64)
            .transform(Texts.table(SPARK, TEXTS).repartition(7));

    assertAsAlone(others.collectAsList());
  }

  @Test
  void modelsTakeTurns() throws IOException {
    Path other = Texts.model(folder, 2);
    List<TextPrediction> byOther = Texts.alone(other, TEXTS);
    for (int turn = 0; turn < 2; turn++) {
      Dataset<Row> both =
          recognizer()
              .setModelUrl(other.toUri().toString())
              .setOutputCol("others")
              .transform(recognizer().setScoreCol("score").transform(Texts.table(SPARK, TEXTS)));
      List<Row> rows = both.collectAsList();
      assertAsAlone(rows);
      for (Row row : rows) {
        TextPrediction expected = byOther.get(row.getInt(0));
        assertSame(Texts.entities(row, "others"), expected == null ? null : expected.entities());
      }
    }
  }

  @Test
  void aPipelineOfStagesIsWrittenAndReadAgain() throws IOException {
    SQLTransformer greeting =
        new SQLTransformer()
            .setStatement("SELECT *, concat('Hi ', text) AS greeting FROM __THIS__");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  greeting, recognizer().setInputCol("greeting").setScoreCol("score")
                });
    Dataset<Row> texts = Texts.table(SPARK, TEXTS);
    PipelineModel fitted = pipeline.fit(texts);
    String path = folder.resolve("pipeline").toUri().toString();
    fitted.write().overwrite().save(path);

    List<Row> before = fitted.transform(texts).collectAsList();
    List<Row> after = PipelineModel.load(path).transform(texts).collectAsList();

    assertThat(after).isEqualTo(before);
    List<Row> direct =
        recognizer()
            .setInputCol("greeting")
            .setScoreCol("score")
            .transform(texts.withColumn("greeting", concat(lit("Hi "), col("text"))))
            .collectAsList();
    assertThat(after).isEqualTo(direct);
  }

  @Test
  void writtenParamsComeBack() throws IOException {
    EntityRecognizer written =
        recognizer().setBatchSize(7).setScoreCol("score").setPrecision("fp32");
    String path = folder.resolve("recognizer").toUri().toString();
    written.write().overwrite().save(path);

    EntityRecognizer read = EntityRecognizer.load(path);

    assertThat(read.uid()).isEqualTo(written.uid());
    assertThat(read.explainParams()).isEqualTo(written.explainParams());
    assertThat(read.getBatchSize()).isEqualTo(7);
    assertThat(read.transform(Texts.table(SPARK, TEXTS)).collectAsList())
        .isEqualTo(written.transform(Texts.table(SPARK, TEXTS)).collectAsList());
  }

  @Test
  void aCopyHasItsOwnParams() {
    EntityRecognizer one = recognizer();

    EntityRecognizer copy = one.copy(new ParamMap().put(one.outputCol(), "other"));

    assertThat(copy.uid()).isEqualTo(one.uid());
    assertThat(copy.getOutputCol()).isEqualTo("other");
    assertThat(copy.getModelUrl()).isEqualTo(one.getModelUrl());
    assertThat(one.getOutputCol()).isEqualTo("entities");
  }

  @Test
  void aStreamIsReadLikeATable() throws Exception {
    Path in = Files.createDirectory(folder.resolve("stream"));
    List<String> lines = TEXTS.stream().filter(it -> it != null && it.length() > 2).toList();
    Files.write(in.resolve("a.txt"), lines);
    Dataset<Row> stream = SPARK.readStream().text(in.toUri().toString());

    recognizer()
        .setInputCol("value")
        .transform(stream)
        .writeStream()
        .format("memory")
        .queryName("recognized")
        .trigger(Trigger.AvailableNow())
        .start()
        .awaitTermination();

    List<Row> batch =
        recognizer()
            .setInputCol("value")
            .transform(SPARK.read().text(in.toUri().toString()))
            .collectAsList();
    assertThat(SPARK.table("recognized").collectAsList())
        .hasSize(lines.size())
        .containsExactlyInAnyOrderElementsOf(batch);
  }

  @Test
  void wrongColumnsAreNamedWithTheWayOut() {
    StructType schema = Texts.SCHEMA;
    assertThatThrownBy(() -> recognizer().setInputCol("body").transformSchema(schema))
        .hasMessageContaining("inputCol 'body' is 0 of the columns [id, text]; name one");
    assertThatThrownBy(() -> recognizer().setInputCol("id").transformSchema(schema))
        .hasMessageContaining("inputCol 'id' is of type int; cast it to string");
    assertThatThrownBy(() -> recognizer().setOutputCol("ID").transformSchema(schema))
        .hasMessageContaining("outputCol 'ID' is already among the columns [id, text]");
    assertThatThrownBy(() -> recognizer().setScoreCol("entities").transformSchema(schema))
        .hasMessageContaining("scoreCol 'entities' is already among the columns");
    assertThatThrownBy(() -> new EntityRecognizer().transformSchema(schema))
        .hasMessageContaining("modelUrl is not set; name a HuggingFace checkpoint folder");
  }

  @Test
  void wrongValuesAreNamedWithTheWayOut() {
    EntityRecognizer one = recognizer();
    assertThatThrownBy(() -> one.setBatchTokens(0))
        .hasMessage(one.uid() + ": batchTokens is 0; give a whole number from 1 on");
    assertThatThrownBy(() -> one.setPrecision("int8"))
        .hasMessageEndingWith(": precision is 'int8'; use auto, fp32, bf16");
    assertThatThrownBy(() -> one.setEngine("OnnxRuntime"))
        .hasMessageEndingWith(": engine is 'OnnxRuntime'; use PyTorch");
    assertThatThrownBy(() -> one.setInputCol(" ")).hasMessageContaining("inputCol is empty");
    assertThatThrownBy(() -> one.setScoreCol(null)).hasMessageContaining("scoreCol is null");
  }

  @Test
  void aFolderThatIsNoModelIsNamedBeforeAnyTaskRuns() {
    EntityRecognizer one = recognizer().setModelUrl(folder.toUri().toString());

    assertThatThrownBy(() -> one.transform(Texts.table(SPARK, TEXTS)))
        .hasMessageContaining("is no model folder: it has no config.json, no model.safetensors");
  }

  private static EntityRecognizer recognizer() {
    return new EntityRecognizer().setModelUrl(model.toUri().toString()).setPrecision("fp32");
  }

  private static void assertAsAlone(List<Row> rows) {
    assertThat(rows).hasSameSizeAs(TEXTS);
    List<Row> sorted = rows.stream().sorted(Comparator.comparingInt(row -> row.getInt(0))).toList();
    for (int i = 0; i < sorted.size(); i++) {
      Row row = sorted.get(i);
      TextPrediction expected = alone.get(i);
      assertSame(Texts.entities(row, "entities"), expected == null ? null : expected.entities());
      if (expected == null || expected.mnlp().isEmpty()) {
        assertThat(row.<Double>getAs("score")).isNull();
      } else {
        assertThat(row.<Double>getAs("score"))
            .isCloseTo(expected.mnlp().getAsDouble(), within(1e-5));
      }
    }
    assertThat(Stream.of(alone.get(7)).flatMap(it -> it.entities().stream())).isNotEmpty();
  }

  /** Confidences but for what another batch's order of additions makes of them. */
  private static void assertSame(List<TextEntity> actual, List<TextEntity> expected) {
    if (expected == null) {
      assertThat(actual).isNull();
      return;
    }
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-5, Double.class)
        .isEqualTo(expected);
  }
}
