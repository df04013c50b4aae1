package io.winnow.notebook;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.winnow.display.HighlightedText;
import io.winnow.jobs.Published;
import io.winnow.selection.QueryStrategy;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import scala.collection.Seq;

/** A round that is about to be sent out, or that was. */
public record RoundPlan(RoundPage page, int round, String strategy, int budgetWords) {

  private static final int BARS = 30;
  private static final String BAR = "score double, sentences_are string, sentences long";

  /**
   * Scores the pool, chooses, and writes the vendor's batches: {@code winnow score} and {@code
   * select}. What was done before is not done again.
   *
   * @param go as {@link RoundPage#runOptions} names it
   * @return what the steps said
   * @throws NotebookException if one failed
   */
  public String run(Object go) {
    if (!Forms.text(go).equals(RoundPage.RUN)) {
      return "Nothing was run. Below are the existing results of round " + round;
    }
    return page.notebook()
        .said(
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
    List<String> types = Forms.chosen(shown);
    double least = Forms.number("Least confidence", minConfidence);
    int most = Forms.count("Sentences shown", sentences);
    String by = round == 0 ? QueryStrategy.RANDOM : strategy;
    Page html = new Page(page.types()).caption("Round %d, by %s".formatted(round, by));
    List<Row> rows = chosen().orderBy("rank").limit(most).collectAsList();
    if (rows.isEmpty()) {
      return html.caption("Nothing is selected yet").shown();
    }
    html.html("<div class=\"winnow-wide\"><table class=\"winnow-answers\">\n");
    html.html("<tr><th>rank</th><th>why</th><th>sentence, with suggestions</th></tr>\n");
    for (Row row : rows) {
      HighlightedText text =
          HighlightedText.of(Rows.sentence(row), Rows.confidentSpans(row, "suggestions"))
              .keeping(it -> types.contains(it.type()) && it.confidence().orElse(1) >= least);
      html.html("<tr><th scope=\"row\">" + row.<Integer>getAs("rank") + "</th><td>")
          .caption(why(row))
          .html("</td><td>")
          .text(text)
          .html("</td></tr>\n");
    }
    return html.html("</table></div>\n").shown();
  }

  private static String why(Row row) {
    Double score = row.getAs("score");
    String reason = row.getAs("reason");
    return score == null ? reason : String.format(Locale.ROOT, "%s, score %.4f", reason, score);
  }

  /** {@code rank, score, reason, words, sentence} of all that was chosen. */
  public Dataset<Row> table() {
    return page.notebook()
        .table(
            chosen().orderBy("rank").collectAsList().stream().map(RoundPlan::cells).toList(),
            "rank int, score double, reason string, words int, sentence string");
  }

  private static Row cells(Row row) {
    return RowFactory.create(
        row.<Integer>getAs("rank"),
        row.<Double>getAs("score"),
        row.<String>getAs("reason"),
        Rows.words(row).size(),
        Forms.plain(row.getAs("text")));
  }

  /**
   * How many sentences have which score, by what the round chose on: {@code score, sentences_are,
   * sentences}; a bar begins at its score. Empty without scores.
   */
  public Dataset<Row> histogram() {
    Published published = page.notebook().published();
    return QueryStrategy.parse(strategy)
        .acquisition()
        .flatMap(
            function ->
                published
                    .latest(published.workspace().scores(round))
                    .map(scores -> published.table(scores, "scores"))
                    .map(scores -> histogram(scores, Schemas.column(function))))
        .orElseGet(() -> page.notebook().table(List.of(), BAR));
  }

  private Dataset<Row> histogram(Dataset<Row> scores, String column) {
    Dataset<Row> all =
        scores.select(col("id"), col(column).as("score")).where(col("score").isNotNull());
    Row range = all.selectExpr("min(score)", "max(score)").first();
    if (range.isNullAt(0)) {
      return page.notebook().table(List.of(), BAR);
    }
    double low = range.getDouble(0);
    double width = Math.max((range.getDouble(1) - low) / BARS, Double.MIN_NORMAL);
    Column bar = floor(least(col("score").minus(low).divide(width), lit(BARS - 1.0)));
    Dataset<Row> picked = chosen().select("id").withColumn("picked", lit(true));
    return all.join(picked, new String[] {"id"}, "left")
        .groupBy(
            functions.round(bar.multiply(width).plus(low), decimals(width)).as("score"),
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
    Published published = page.notebook().published();
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
    Notebook notebook = page.notebook();
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
