package io.winnow.jobs.report;

import static org.apache.spark.sql.functions.expr;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.display.HighlightedText;
import io.winnow.display.HtmlView;
import io.winnow.jobs.Published;
import io.winnow.page.HtmlPage;
import io.winnow.selection.QueryStrategy;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a round sent out and why.
 *
 * @param strategy as it was written; that of round 0 is always at random
 * @param reasons each once, those that most were chosen for first
 * @param examples of each reason the first in rank, rows of {@link Schemas#SELECTION}
 */
record SelectionFacts(int round, String strategy, List<Reason> reasons, List<Row> examples) {

  private static final int EXAMPLES_OF_MAIN_REASON = 8;
  private static final int EXAMPLES_OF_OTHERS = 3;

  private static final Map<String, String> WHY =
      Map.of(
          "uncertain", "because the model is least certain about them",
          "random", "by chance",
          "dispute", "again, because annotators differ",
          "review", "again, because their labels are doubtful",
          "holdout", "hold-out set");

  /**
   * @param highestScore of those chosen for it; empty where it goes by no score
   */
  record Reason(String name, long sentences, OptionalDouble highestScore) {}

  /** Of the last round that has chosen. */
  static Optional<SelectionFacts> last(Published published) {
    return published.rounds().stream()
        .filter(round -> published.has(published.workspace().selection(round)))
        .reduce((earlier, later) -> later)
        .map(round -> of(published, round));
  }

  private static SelectionFacts of(Published published, int round) {
    Dataset<Row> selection = published.selection(round).orElseThrow();
    List<Reason> reasons = new ArrayList<>();
    List<Row> examples = new ArrayList<>();
    for (Row row :
        selection
            .groupBy("reason")
            .agg(expr("count(*) AS sentences"), expr("max(score)"))
            .orderBy(expr("sentences").desc(), expr("reason"))
            .collectAsList()) {
      reasons.add(new Reason(row.getString(0), row.getLong(1), number(row, 2)));
      int wanted = reasons.size() == 1 ? EXAMPLES_OF_MAIN_REASON : EXAMPLES_OF_OTHERS;
      examples.addAll(
          selection
              .where(expr("reason").equalTo(row.getString(0)))
              .orderBy("rank")
              .limit(wanted)
              .collectAsList());
    }
    return new SelectionFacts(round, strategy(published, round), reasons, examples);
  }

  private static OptionalDouble number(Row row, int at) {
    return row.isNullAt(at) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(at));
  }

  private static String strategy(Published published, int round) {
    return round == 0
        ? QueryStrategy.RANDOM
        : published
            .manifest(published.latest(published.workspace().selection(round)).orElseThrow())
            .config()
            .path("select")
            .path("strategy")
            .asText("");
  }

  /** The acquisition function that it went by; empty where it went by none. */
  Optional<String> function() {
    return strategy.isBlank() ? Optional.empty() : QueryStrategy.parse(strategy).acquisition();
  }

  /** The highest score that was chosen for its score. */
  OptionalDouble cut() {
    return reasons.stream().flatMapToDouble(it -> it.highestScore().stream()).max();
  }

  void add(HtmlPage page, HtmlView view) {
    page.paragraph(
        "Round %d: %,d sentences%s; %s. The first ones, with the model's predictions and their confidence:"
            .formatted(
                round,
                reasons.stream().mapToLong(Reason::sentences).sum(),
                strategy.isBlank() ? "" : ", strategy " + strategy,
                reasons.stream()
                    .map(
                        it ->
                            "%,d %s"
                                .formatted(it.sentences(), WHY.getOrDefault(it.name(), it.name())))
                    .collect(Collectors.joining("; "))));
    page.html("<ol class=\"plain\">\n");
    for (Row example : examples) {
      OptionalDouble score = number(example, example.fieldIndex("score"));
      List<ConfidentSpan> suggestions = Rows.confidentSpans(example, "suggestions");
      page.html(
          "<li><p class=\"note\">rank %d, %s%s</p>\n%s</li>\n"
              .formatted(
                  example.<Integer>getAs("rank"),
                  HtmlPage.escape(example.getAs("reason")),
                  score.stream().mapToObj(", score %.4f"::formatted).findAny().orElse(""),
                  view.text(HighlightedText.of(Rows.sentence(example), suggestions))));
    }
    page.html("</ol>\n");
  }
}
