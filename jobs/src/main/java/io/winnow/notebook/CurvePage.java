package io.winnow.notebook;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.winnow.jobs.Published;
import io.winnow.jobs.evaluate.Evaluation;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.jobs.stop.RoundRecords;
import io.winnow.selection.QueryStrategy;
import io.winnow.spark.Schemas;
import io.winnow.stopping.StoppingRule.RoundFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** How good models got on the held-out sentences, for how many words, and at what cost. */
public final class CurvePage {

  private static final StructType LINES =
      new StructType().add("line", "string").add("words", "double").add("f1", "double");
  private static final StructType BY_TYPE =
      new StructType().add("type", "string").add("words", "double").add("f1", "double");
  private static final String[] TYPE_AND_F1 = {"type", "f1"};
  private static final StructType COST =
      new StructType()
          .add("round", "int")
          .add("words", "long")
          .add("f1", "double")
          .add("points_gained", "double")
          .add("cost", "double")
          .add("cost_per_point", "double");

  private static final String THIS_WORKSPACE = "this workspace";
  private static final double POINT = 0.01;

  private final Notebook notebook;
  private final SparkSession spark;

  CurvePage(Notebook notebook) {
    this.notebook = notebook;
    this.spark = notebook.spark();
  }

  /**
   * F1 by words labelled: {@code line, words, f1}.
   *
   * @param simulation the folder of a {@code winnow simulate}, whose strategies become lines of
   *     their own, each the mean of its seeds; blank: none
   */
  public Dataset<Row> f1(Object simulation) {
    List<Row> rows =
        rounds(notebook.published()).stream()
            .map(round -> RowFactory.create(THIS_WORKSPACE, (double) round.words(), round.f1()))
            .toList();
    Dataset<Row> here = spark.createDataFrame(rows, LINES);
    return with(simulation, this::simulated, here).orderBy("line", "words");
  }

  private Dataset<Row> simulated(String folder) {
    return meanOfSeeds(points(folder), col("strategy").as("line"));
  }

  /**
   * F1 of each entity type by words labelled: {@code type, words, f1}.
   *
   * @param simulation as for {@link #f1}; its choice at random gives each type a line more
   */
  public Dataset<Row> byType(Object simulation) {
    List<Row> rows = new ArrayList<>();
    Published published = notebook.published();
    for (RoundFacts round : rounds(published)) {
      Evaluation.of(published, round.round())
          .orElseThrow()
          .byType()
          .forEach(
              (type, one) -> rows.add(RowFactory.create(type, (double) round.words(), one.f1())));
    }
    Dataset<Row> here = spark.createDataFrame(rows, BY_TYPE);
    return with(simulation, this::randomByType, here).orderBy("type", "words");
  }

  private static Dataset<Row> with(
      Object simulation, Function<String, Dataset<Row>> played, Dataset<Row> here) {
    String folder = Typed.text(simulation);
    return folder.isEmpty() ? here : here.unionByName(played.apply(folder));
  }

  /**
   * @param points with {@code round, words, f1}
   * @param line the column that distinguishes lines
   */
  private static Dataset<Row> meanOfSeeds(Dataset<Row> points, Column line) {
    return points
        .groupBy(line, col("round"))
        .agg(avg("words").as("words"), avg("f1").as("f1"))
        .drop("round");
  }

  private Dataset<Row> randomByType(String folder) {
    Dataset<Row> random =
        points(folder)
            .where(col("strategy").equalTo(QueryStrategy.RANDOM))
            .select(col("round"), col("words"), explode(col("f1_by_type")).as(TYPE_AND_F1));
    return meanOfSeeds(random, concat(col("type"), lit(", at random")).as("type"));
  }

  private Dataset<Row> points(String folder) {
    return spark.read().parquet(folder + "/points/*.parquet");
  }

  /**
   * What each round cost: {@code round, words, f1, points_gained, cost, cost_per_point}. A point is
   * a hundredth of F1; {@code cost} is of the round's own words; cost per point is null where none
   * was gained.
   *
   * @param perWord what the vendor takes for a word, in any currency
   */
  public Dataset<Row> cost(Object perWord) {
    double price = Typed.number("Cost per word", perWord);
    List<Row> rows = new ArrayList<>();
    long wordsBefore = 0;
    Double before = null;
    for (RoundFacts round : rounds(notebook.published())) {
      double cost = price * (round.words() - wordsBefore);
      Double gained = before == null ? null : (round.f1() - before) / POINT;
      Double perPoint = gained == null || gained <= 0 ? null : cost / gained;
      rows.add(RowFactory.create(round.round(), round.words(), round.f1(), gained, cost, perPoint));
      wordsBefore = round.words();
      before = round.f1();
    }
    return spark.createDataFrame(rows, COST);
  }

  /**
   * How each annotator stood at each merge: {@code merge, annotator, f1, sentences}; F1 is that of
   * the answers against the labels of that merge.
   */
  public Dataset<Row> annotators() {
    Published published = notebook.published();
    return published.history(published.workspace().labels()).stream()
        .map(
            pointer ->
                published
                    .table(pointer, LabelStore.ANNOTATORS, Schemas.ANNOTATORS)
                    .select(
                        lit(pointer.sequence()).as("merge"),
                        col("annotator"),
                        col("settled_f1").as("f1"),
                        col("sentences")))
        .reduce(Dataset::unionByName)
        .map(all -> all.orderBy("merge", "annotator"))
        .orElseGet(
            () ->
                spark.createDataFrame(
                    List.of(),
                    new StructType()
                        .add("merge", "int")
                        .add("annotator", "string")
                        .add("f1", "double")
                        .add("sentences", "long")));
  }

  private static List<RoundFacts> rounds(Published published) {
    return RoundRecords.all(published);
  }
}
