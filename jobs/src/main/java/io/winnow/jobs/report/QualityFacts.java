package io.winnow.jobs.report;

import static org.apache.spark.sql.functions.col;

import io.winnow.evaluation.quality.Suspicion;
import io.winnow.jobs.Published;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.page.HtmlPage;
import io.winnow.page.Table;
import io.winnow.spark.Schemas;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * How far annotators agree, and how good each is.
 *
 * @param batches rows of {@link Schemas#BATCH_QUALITY}, in the order of their ids
 * @param annotators rows of {@link Schemas#ANNOTATORS}: likely spammers first, then who agrees
 *     least with the others
 */
record QualityFacts(List<Row> batches, List<Row> annotators) {

  private static final int MOST_ANNOTATORS = 30;
  private static final int MOST_BATCHES = 30;

  /** Empty before the first merge, and after one by a Winnow that measured no quality. */
  static Optional<QualityFacts> of(Published published) {
    return published
        .latest(published.workspace().labels())
        .filter(pointer -> pointer.outputs().containsKey(LabelStore.ANNOTATORS))
        .map(
            pointer ->
                new QualityFacts(
                    published
                        .table(pointer, LabelStore.BATCHES, Schemas.BATCH_QUALITY)
                        .orderBy("batch_id")
                        .collectAsList(),
                    published
                        .table(pointer, LabelStore.ANNOTATORS, Schemas.ANNOTATORS)
                        .orderBy(
                            col("likely_spammer").desc(),
                            col("peer_f1").asc_nulls_last(),
                            col("annotator"))
                        .collectAsList()));
  }

  void add(HtmlPage page) {
    int leftOut = Math.max(0, batches.size() - MOST_BATCHES);
    page.table(
            Table.of(batches.subList(leftOut, batches.size()))
                .names("batch", it -> it.getAs("batch_id"))
                .figures("sentences", it -> Figures.whole(it.getAs("sentences")))
                .figures("answers", it -> Figures.whole(it.getAs("answers")))
                .figures("alpha (words)", it -> Figures.share(number(it, "word_alpha")))
                .figures("alpha (spans)", it -> Figures.share(number(it, "span_alpha")))
                .figures("pairwise F1", it -> Figures.share(number(it, "pairwise_f1")))
                .figures("unanimous", it -> Figures.percent(number(it, "unanimous")))
                .figures("disputed", it -> Figures.percent(number(it, "disputed"))))
        .paragraph(
            (leftOut > 0
                    ? "The last %d of %,d batches. ".formatted(MOST_BATCHES, batches.size())
                    : "")
                + "Agreement is Krippendorff's alpha: 1 is full agreement, 0 is chance. Disputed"
                + " sentences have a label with a confidence below merge.min-confidence.");
    List<Row> shown = annotators.stream().limit(MOST_ANNOTATORS).toList();
    Table<Row> table =
        Table.of(shown)
            .names("annotator", it -> it.getAs("annotator"))
            .figures("sentences", it -> Figures.whole(it.getAs("sentences")))
            .figures("spans", it -> Figures.whole(it.getAs("spans")))
            .figures("F1 to labels", it -> Figures.share(number(it, "settled_f1")))
            .figures("to others", it -> Figures.share(number(it, "peer_f1")))
            .figures("to known", it -> Figures.share(number(it, "known_f1")))
            .figures("as suggested", it -> Figures.percent(number(it, "suggested_same")))
            .figures("s / word", it -> Figures.known("%.2f", number(it, "seconds_per_word")))
            .figures("drift", it -> Figures.known("%+.2f", drift(it)));
    if (!shown.stream().allMatch(it -> remarks(it).isEmpty())) {
      table.text("remarks", QualityFacts::remarks);
    }
    page.table(table)
        .paragraph(
            (annotators.size() > MOST_ANNOTATORS
                    ? "The %d of %,d annotators with the lowest agreement with the others. "
                        .formatted(MOST_ANNOTATORS, annotators.size())
                    : "")
                + "F1 against the settled labels, the other annotators and answers that were known"
                + " beforehand; as suggested are answers that are exactly the suggestions that the"
                + " sentence went out with; drift is the change of F1 to others from the first"
                + " third of the answers to the last.");
  }

  private static double drift(Row annotator) {
    return number(annotator, "drift_last_f1") - number(annotator, "drift_first_f1");
  }

  private static String remarks(Row annotator) {
    List<String> suspicions = annotator.getList(annotator.fieldIndex("suspicions"));
    return (annotator.<Boolean>getAs("likely_spammer") ? "likely a spammer: " : "")
        + suspicions.stream()
            .map(name -> Suspicion.valueOf(name).words())
            .collect(Collectors.joining(", "));
  }

  private static double number(Row row, String column) {
    Double number = row.getAs(column);
    return number == null ? Double.NaN : number;
  }
}
