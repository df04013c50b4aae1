package io.winnow.notebook;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import io.winnow.jobs.Published;
import io.winnow.selection.QueryStrategy;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Workspace;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/** A round that is about to be sent out, or that was. */
public final class RoundPlan {

  private static final int BARS = 30;
  private static final StructType BAR =
      new StructType()
          .add("score", "double")
          .add("sentences_are", "string")
          .add("sentences", "long");

  private final Notebook notebook;
  private final List<String> types;
  private final int round;
  private final String strategy;
  private final int budgetWords;

  RoundPlan(Notebook notebook, List<String> types, int round, String strategy, int budgetWords) {
    this.notebook = notebook;
    this.types = types;
    this.round = round;
    this.strategy = strategy;
    this.budgetWords = budgetWords;
  }

  /**
   * Scores the pool, chooses, and writes the vendor's batches: {@code winnow score} and {@code
   * select}. What was done before is not done again.
   *
   * @param go as {@link RoundPage#runOptions} names it
   * @return what the steps said
   * @throws NotebookException if one failed
   */
  public String run(Object go) {
    if (!Typed.text(go).equals(RoundPage.RUN)) {
      return "Nothing is run; below is what there is of round " + round;
    }
    return notebook.said(
        winnow -> {
          if (round > 0) {
            winnow.score().round(round).strategy(strategy).execute();
          }
          winnow.select().round(round).strategy(strategy).budgetWords(budgetWords).execute();
        });
  }

  /**
   * The chosen sentences, each with its rank, its score, why it was chosen, and what the model
   * suggests.
   *
   * @param shown entity types to highlight
   * @param minConfidence in 0 to 1; suggestions below it are left out
   * @param sentences at most so many
   */
  public String html(Seq<?> shown, Object minConfidence, Object sentences) {
    SelectionView view =
        new SelectionView(
            types, Options.chosen(shown), Typed.number("Least confidence", minConfidence));
    int most = Typed.count("Sentences shown", sentences);
    return view.shown(
        "Round %d, by %s".formatted(round, round == 0 ? QueryStrategy.RANDOM : strategy),
        chosen().orderBy("rank").limit(most).collectAsList());
  }

  /** {@code rank, score, reason, words, sentence} of all that was chosen. */
  public Dataset<Row> table() {
    return notebook
        .spark()
        .createDataFrame(
            chosen().orderBy("rank").collectAsList().stream().map(SelectionView::tableRow).toList(),
            SelectionView.TABLE);
  }

  /**
   * How many sentences have which score, by what the round chose on: {@code score, sentences_are,
   * sentences}; a bar begins at its score. Empty without scores.
   */
  public Dataset<Row> histogram() {
    Published published = notebook.published();
    return QueryStrategy.parse(strategy)
        .acquisition()
        .flatMap(
            function ->
                published
                    .latest(published.workspace().scores(round))
                    .map(scores -> published.table(scores, "scores"))
                    .map(scores -> histogram(scores, Schemas.column(function))))
        .orElseGet(() -> notebook.spark().createDataFrame(List.of(), BAR));
  }

  private Dataset<Row> histogram(Dataset<Row> scores, String column) {
    Dataset<Row> all =
        scores.select(col("id"), col(column).as("score")).where(col("score").isNotNull());
    Row range = all.selectExpr("min(score)", "max(score)").first();
    if (range.isNullAt(0)) {
      return notebook.spark().createDataFrame(List.of(), BAR);
    }
    double low = range.getDouble(0);
    double width = Math.max((range.getDouble(1) - low) / BARS, Double.MIN_NORMAL);
    Column bar = floor(least(col("score").minus(low).divide(width), lit(BARS - 1.0)));
    Dataset<Row> picked = chosen().select("id").withColumn("picked", lit(true));
    return all.join(picked, new String[] {"id"}, "left")
        .groupBy(
            round(bar.multiply(width).plus(low), decimals(width)).as("score"),
            when(col("picked"), "selected").otherwise("left in the pool").as("sentences_are"))
        .count()
        .withColumnRenamed("count", "sentences")
        .orderBy("score", "sentences_are");
  }

  /** Enough decimals to distinguish neighbouring bars. */
  private static int decimals(double width) {
    return Math.max(0, 2 - (int) Math.floor(Math.log10(width)));
  }

  /** Where the batches lie, and how much is in them. */
  public String batches() {
    Published published = notebook.published();
    Workspace workspace = published.workspace();
    return published
        .latest(workspace.outbox(round))
        .map(
            sent ->
                "%,d sentences for the vendor in %s"
                    .formatted(sent.count("sentences"), workspace.resolve(sent.output("batches"))))
        .orElse("Nothing is written for round %d yet".formatted(round));
  }

  private Dataset<Row> chosen() {
    return notebook
        .published()
        .selection(round)
        .orElseGet(() -> notebook.spark().createDataFrame(List.of(), Schemas.SELECTION));
  }

  @Override
  public String toString() {
    return "round %d by %s".formatted(round, strategy);
  }
}
