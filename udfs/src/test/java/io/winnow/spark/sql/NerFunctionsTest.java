package io.winnow.spark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.spark.Texts;
import io.winnow.spark.ml.EntityRecognizer;
import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NerFunctionsTest {

  private static final SparkSession SPARK = LocalSpark.session().newSession();
  private static final List<String> TEXTS = Texts.some();

  @TempDir static Path folder;

  private static String model;
  private static List<Row> recognized;

  @BeforeAll
  static void register() throws IOException {
    model = Texts.model(folder, 1).toUri().toString();
    NerFunctions.register(SPARK, model);
    SPARK.conf().set("spark.winnow.precision", "fp32");
    Dataset<Row> texts = Texts.table(SPARK, TEXTS);
    String stored = folder.resolve("texts").toUri().toString();
    texts.selectExpr("*", "'x' AS unused").write().parquet(stored);
    SPARK.read().parquet(stored).createOrReplaceTempView("stored");
    texts.createOrReplaceTempView("texts");
    recognized =
        new EntityRecognizer()
            .setModelUrl(model)
            .setPrecision("fp32")
            .setScoreCol("score")
            .transform(texts)
            .collectAsList();
  }

  @Test
  void bothFunctionsGiveWhatTheTransformerGives() {
    assertThat(rows("SELECT id, text, ner_entities(text), mnlp(text) FROM texts"))
        .isEqualTo(recognized);
  }

  @Test
  void columnsAreNamedAsTheCallIsWritten() {
    Dataset<Row> read = SPARK.sql("SELECT ner_entities(text), mnlp(text) FROM texts");

    assertThat(read.columns()).containsExactly("ner_entities(text)", "mnlp(text)");
  }

  @Test
  void bothShareOneRunAndExplainNamesThem() {
    String plan = explained("SELECT id, ner_entities(text), mnlp(text) FROM stored");

    assertThat(plan).contains("ner_entities(text", "mnlp(text").containsOnlyOnce("BatchEvalNer");
    assertThat(plan).doesNotContain("unused");
  }

  @Test
  void aConditionReadsOnceWithTheColumnsAndCheapConditionsComeBefore() {
    String query =
        "SELECT id, ner_entities(text) FROM stored WHERE mnlp(text) < -0.5 AND id % 2 = 0";

    String plan = explained(query);
    assertThat(plan).containsOnlyOnce("BatchEvalNer");
    assertThat(plan.indexOf("BatchEvalNer")).isLessThan(plan.indexOf("% 2) = 0"));
    List<Integer> expected =
        recognized.stream()
            .filter(row -> !row.isNullAt(3) && row.getDouble(3) < -0.5 && row.getInt(0) % 2 == 0)
            .map(row -> row.getInt(0))
            .toList();
    assertThat(expected).isNotEmpty();
    assertThat(rows(query + " ORDER BY id").stream().map(row -> row.getInt(0))).isEqualTo(expected);
  }

  @Test
  void aConditionOnANamedColumnOfASubqueryReadsOnce() {
    String query =
        "SELECT id, score FROM (SELECT *, mnlp(text) AS score FROM stored) WHERE score < -0.5";

    assertThat(explained(query)).containsOnlyOnce("BatchEvalNer");
    assertThat(rows(query)).allSatisfy(row -> assertThat(row.getDouble(1)).isLessThan(-0.5));
  }

  @Test
  void entitiesAreExplodedGroupedAndSorted() {
    List<Row> types =
        rows(
            "SELECT e.type, count(*) FROM texts LATERAL VIEW explode(ner_entities(text)) AS e"
                + " GROUP BY e.type ORDER BY e.type");

    assertThat(types.stream().map(row -> row.getString(0))).containsExactly("LOC", "PER");
    long found =
        recognized.stream()
            .filter(row -> !row.isNullAt(2))
            .mapToLong(row -> row.getList(2).size())
            .sum();
    assertThat(types.stream().mapToLong(row -> row.getLong(1)).sum()).isEqualTo(found);
    List<Integer> byScore =
        rows("SELECT id FROM texts ORDER BY mnlp(text) NULLS LAST, id LIMIT 3").stream()
            .map(row -> row.getInt(0))
            .toList();
    assertThat(byScore)
        .isEqualTo(
            recognized.stream()
                .filter(row -> !row.isNullAt(3))
                .sorted(
                    Comparator.comparingDouble((Row row) -> row.getDouble(3))
                        .thenComparing(row -> row.getInt(0)))
                .limit(3)
                .map(row -> row.getInt(0))
                .toList());
  }

  @Test
  void whatNoOperatorCanReadAheadIsReadTextByText() {
    List<Row> rows =
        rows(
            "SELECT transform(collect_list(text), t -> mnlp(t)), mnlp(max(text)), mnlp('Anna'),"
                + " avg(mnlp(text)) FROM texts WHERE id BETWEEN 4 AND 6");

    assertThat(rows).hasSize(1);
    List<Double> each = rows.get(0).getList(0);
    assertThat(each)
        .usingElementComparator(NerFunctionsTest::nearly)
        .containsExactlyInAnyOrder(score(4), score(5), score(6))
        .contains(rows.get(0).getDouble(1));
    assertThat(rows.get(0).isNullAt(2)).isFalse();
    assertThat(rows.get(0).getDouble(3)).isNegative();
  }

  @Test
  void aGroupsKeyIsReadAndSoIsWhatItGathers() {
    List<Row> rows =
        rows(
            "SELECT text, mnlp(text), min(mnlp(text)), max(mnlp(lower(text))) FROM texts"
                + " WHERE id > 3 AND id < 20 GROUP BY text HAVING min(mnlp(text)) < 0");

    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.getDouble(1)).isCloseTo(row.getDouble(2), within(1e-5)));
  }

  @Test
  void aCallOnWhatAnotherFoundIsReadAfterIt() {
    List<Row> rows =
        rows(
            "SELECT element_at(ner_entities(text), 1).text,"
                + " mnlp(element_at(ner_entities(text), 1).text) FROM texts WHERE id > 3"
                + " AND size(ner_entities(text)) > 0");

    assertThat(rows).isNotEmpty();
    assertThat(rows).allSatisfy(row -> assertThat(row.getDouble(1)).isNegative());
  }

  @Test
  void joinsReadEachSideWhereItIs() {
    List<Row> rows =
        rows(
            "SELECT a.id FROM texts a JOIN texts b ON a.id = b.id + 1"
                + " WHERE mnlp(a.text) < mnlp(b.text)");

    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(score(row.getInt(0))).isLessThan(score(row.getInt(0) - 1)));
  }

  @Test
  void nullIsNullAndAConstantIsRead() {
    Row row = rows("SELECT mnlp(NULL), ner_entities(NULL), mnlp(''), mnlp('Bern')").get(0);

    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.isNullAt(2)).isTrue();
    assertThat(row.getDouble(3)).isNegative();
  }

  @Test
  void aCallMayNameItsModel() throws IOException {
    String other = Texts.model(folder, 2).toUri().toString();

    List<Row> rows =
        rows(
            "SELECT mnlp(text), mnlp(text, '%s'), mnlp(text, '%s') FROM texts WHERE id = 9"
                .formatted(model, other));

    assertThat(rows.get(0).getDouble(1)).isEqualTo(rows.get(0).getDouble(0));
    assertThat(rows.get(0).getDouble(2)).isNotEqualTo(rows.get(0).getDouble(0));
  }

  @Test
  void describeTellsUseExamplesAndCost() {
    for (String function : List.of("ner_entities", "mnlp")) {
      String text =
          String.join(
              "\n",
              rows("DESCRIBE FUNCTION EXTENDED " + function).stream()
                  .map(row -> row.getString(0))
                  .toList());
      assertThat(text)
          .contains(
              "Usage: %s(text[, model]) - Returns".formatted(function),
              "Arguments:",
              "> SELECT %s('Anna lives in Bern');".formatted(function),
              "Cost: one run of the model for each text",
              "Since: 0.1.0");
    }
  }

  @Test
  void anUnsetModelIsNamedWithItsKey() {
    SparkSession fresh = LocalSpark.session().newSession();
    NerFunctions.register(fresh);

    assertThatThrownBy(() -> fresh.sql("SELECT mnlp('Anna')"))
        .hasMessageContaining("mnlp needs a model and spark.winnow.model is not set; run SET");
  }

  @Test
  void wrongSettingsAndArgumentsAreNamed() {
    SparkSession fresh = SPARK.newSession();
    NerFunctions.register(fresh, model);
    assertThatThrownBy(() -> fresh.sql("SELECT mnlp()")).hasMessageContaining("mnlp takes a text");
    assertThatThrownBy(() -> fresh.sql("SELECT mnlp('a', lower('B'))"))
        .hasMessageContaining("mnlp takes its model as a literal");
    assertThatThrownBy(() -> fresh.sql("SELECT mnlp(array('a'))"))
        .hasMessageContaining("\"STRING\"");
    fresh.conf().set("spark.winnow.batch-tokens", "many");
    assertThatThrownBy(() -> fresh.sql("SELECT mnlp('a')"))
        .hasMessageContaining("spark.winnow.batch-tokens is 'many'; give a whole number from 1 on");
  }

  @Test
  void registeringAgainChangesNothing() {
    SparkSession fresh = SPARK.newSession();
    NerFunctions.register(fresh, model);
    NerFunctions.register(fresh, model);

    assertThat(fresh.experimental().extraOptimizations().size()).isEqualTo(1);
    assertThat(fresh.experimental().extraStrategies().size()).isEqualTo(1);
  }

  private static List<Row> rows(String query) {
    return SPARK.sql(query).collectAsList();
  }

  /** Alone a text is added up in another order than in a batch. */
  private static int nearly(Double one, Double other) {
    return Math.abs(one - other) < 1e-5 ? 0 : Double.compare(one, other);
  }

  private static double score(int id) {
    return recognized.get(id).getDouble(3);
  }

  private static String explained(String query) {
    return SPARK.sql(query).queryExecution().executedPlan().toString();
  }
}
