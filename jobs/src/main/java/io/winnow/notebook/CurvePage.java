package io.winnow.notebook;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.winnow.jobs.Published;
import io.winnow.jobs.evaluate.Evaluation;
import io.winnow.jobs.evaluate.TestSet;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.jobs.stop.RoundRecords;
import io.winnow.selection.QueryStrategy;
import io.winnow.spark.Schemas;
import io.winnow.stopping.StoppingRule.RoundFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** How good models got on the held-out sentences, for how many words, and at what cost. */
public record CurvePage(Notebook notebook) {

  private static final String THIS_WORKSPACE = "this workspace";
  private static final double POINT = 0.01;

  /**
   * F1 by words labelled: {@code line, words, f1}.
   *
   * @param simulation the folder of a {@code winnow simulate}, whose strategies become lines of
   *     their own, each the mean of its seeds; blank: none
   */
  public Dataset<Row> f1(Object simulation) {
    List<Row> rows =
        RoundRecords.all(notebook.published()).stream()
            .filter(round -> round.f1().isPresent())
            .map(
                round ->
                    RowFactory.create(
                        THIS_WORKSPACE, (double) round.words(), round.f1().getAsDouble()))
            .toList();
    return with(
        simulation,
        points -> meanOfSeeds(points, col("strategy").as("line")),
        "line",
        notebook.table(rows, "line string, words double, f1 double"));
  }

  /**
   * F1 of each entity type by words labelled: {@code type, words, f1}.
   *
   * @param simulation as for {@link #f1}; its choice at random gives each type a line more
   */
  public Dataset<Row> byType(Object simulation) {
    List<Row> rows = new ArrayList<>();
    Published published = notebook.published();
    for (RoundFacts round : RoundRecords.all(published)) {
      Evaluation.of(published, round.round())
          .ifPresent(
              evaluation ->
                  evaluation
                      .byType()
                      .forEach(
                          (type, one) ->
                              rows.add(RowFactory.create(type, (double) round.words(), one.f1()))));
    }
    return with(
        simulation,
        CurvePage::randomByType,
        "type",
        notebook.table(rows, "type string, words double, f1 double"));
  }

  private Dataset<Row> with(
      Object simulation, UnaryOperator<Dataset<Row>> played, String line, Dataset<Row> here) {
    String folder = Forms.text(simulation);
    Dataset<Row> all = here;
    if (folder.isEmpty() && !TestSet.isThere(notebook.published())) {
      throw new NotebookException(TestSet.none(notebook.published()));
    }
    if (!folder.isEmpty()) {
      Dataset<Row> points = notebook.spark().read().parquet(folder + "/points/*.parquet");
      all = here.unionByName(played.apply(points));
    }
    return all.orderBy(line, "words");
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

  private static Dataset<Row> randomByType(Dataset<Row> points) {
    Dataset<Row> random =
        points
            .where(col("strategy").equalTo(QueryStrategy.RANDOM))
            .select(
                col("round"),
                col("words"),
                explode(col("f1_by_type")).as(new String[] {"type", "f1"}));
    return meanOfSeeds(random, concat(col("type"), lit(", at random")).as("type"));
  }

  /**
   * What each round cost: {@code round, words, f1, points_gained, cost, cost_per_point}. A point is
   * a hundredth of F1; {@code cost} is of the round's own words; cost per point is null where none
   * was gained, and F1 is null where there is no test set.
   *
   * @param perWord what the vendor takes for a word, in any currency
   */
  public Dataset<Row> cost(Object perWord) {
    double price = Forms.number("Cost per word", perWord);
    List<Row> rows = new ArrayList<>();
    long wordsBefore = 0;
    Double before = null;
    for (RoundFacts round : RoundRecords.all(notebook.published())) {
      double cost = price * (round.words() - wordsBefore);
      Double f1 = round.f1().isPresent() ? round.f1().getAsDouble() : null;
      Double gained = before == null || f1 == null ? null : (f1 - before) / POINT;
      Double perPoint = gained == null || gained <= 0 ? null : cost / gained;
      rows.add(RowFactory.create(round.round(), round.words(), f1, gained, cost, perPoint));
      wordsBefore = round.words();
      before = f1;
    }
    return notebook.table(
        rows,
        "round int, words long, f1 double, points_gained double, cost double, cost_per_point"
            + " double");
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
                notebook.table(
                    List.of(), "merge int, annotator string, f1 double, sentences long"));
  }
}
