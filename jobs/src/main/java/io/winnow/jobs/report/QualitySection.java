package io.winnow.jobs.report;

import io.winnow.contract.ReasonCode;
import io.winnow.evaluation.quality.Suspicion;
import io.winnow.jobs.report.QualityFacts.Annotator;
import io.winnow.jobs.report.QualityFacts.Standing;
import io.winnow.page.Column;
import io.winnow.page.HtmlPage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How far annotators agree, how good each is, and what was not taken. */
final class QualitySection {

  private static final int MOST_ANNOTATORS = 30;

  /** Of annotators; the last one is left out where there is nothing to remark. */
  private static final List<Column> COLUMNS =
      List.of(
          Column.names("annotator"),
          Column.figures("sentences"),
          Column.figures("spans"),
          Column.figures("F1 to labels"),
          Column.figures("to others"),
          Column.figures("to known"),
          Column.figures("s / word"),
          Column.figures("drift"),
          Column.text("remarks"));

  private static final int MOST_BATCHES = 30;

  private QualitySection() {}

  static void add(HtmlPage page, ReportFacts facts) {
    page.heading("Annotators");
    if (facts.quality().isEmpty()) {
      page.paragraph("Nothing is known of them: no merge has measured them yet.");
    } else {
      batches(page, facts.quality().get());
      annotators(page, facts.quality().get().annotators());
    }
    page.heading("Rejected answers");
    if (facts.rejects().isEmpty()) {
      page.paragraph("Nothing was returned yet.");
    } else {
      rejects(page, facts.rejects().get());
    }
  }

  private static void batches(HtmlPage page, QualityFacts quality) {
    page.table(
        Column.figuresBy(
            "batch",
            List.of(
                "sentences",
                "answers",
                "alpha (words)",
                "alpha (spans)",
                "pairwise F1",
                "unanimous",
                "disputed")),
        lastOf(quality.batches()).stream()
            .map(
                batch ->
                    List.of(
                        batch.id(),
                        Figures.whole(batch.sentences()),
                        Figures.whole(batch.answers()),
                        Figures.share(batch.wordAlpha()),
                        Figures.share(batch.spanAlpha()),
                        Figures.share(batch.pairwiseF1()),
                        Figures.percent(batch.unanimous()),
                        Figures.percent(batch.disputed())))
            .toList());
    page.paragraph(
        (quality.batches().size() > MOST_BATCHES
                ? "The last %d of %,d batches. ".formatted(MOST_BATCHES, quality.batches().size())
                : "")
            + "Agreement is Krippendorff's alpha: 1 for all alike, 0 for chance. Disputed are sentences whose settled label is less sure than merge.min-confidence.");
  }

  private static List<QualityFacts.Batch> lastOf(List<QualityFacts.Batch> batches) {
    return batches.subList(Math.max(0, batches.size() - MOST_BATCHES), batches.size());
  }

  private static void annotators(HtmlPage page, List<Annotator> annotators) {
    List<Annotator> shown = annotators.stream().limit(MOST_ANNOTATORS).toList();
    List<List<String>> rows = shown.stream().map(QualitySection::row).toList();
    boolean isRemarked = rows.stream().anyMatch(row -> !row.get(COLUMNS.size() - 1).isEmpty());
    int columns = isRemarked ? COLUMNS.size() : COLUMNS.size() - 1;
    page.table(
        COLUMNS.subList(0, columns), rows.stream().map(row -> row.subList(0, columns)).toList());
    String more =
        annotators.size() > MOST_ANNOTATORS
            ? "The %d of %,d annotators who agree least with the others. "
                .formatted(MOST_ANNOTATORS, annotators.size())
            : "";
    page.paragraph(
        more
            + "F1 against the settled labels, the other annotators and answers that were known beforehand; drift is the change of F1 to others from the first third of the answers to the last.");
  }

  private static List<String> row(Annotator annotator) {
    double drift = annotator.driftLastF1() - annotator.driftFirstF1();
    return List.of(
        annotator.name(),
        Figures.whole(annotator.sentences()),
        Figures.whole(annotator.spans()),
        Figures.share(annotator.settledF1()),
        Figures.share(annotator.peerF1()),
        Figures.share(annotator.knownF1()),
        Double.isNaN(annotator.secondsPerWord())
            ? Figures.NONE
            : "%.2f".formatted(annotator.secondsPerWord()),
        Double.isNaN(drift) ? Figures.NONE : "%+.2f".formatted(drift),
        (annotator.standing() == Standing.LIKELY_SPAMMER ? "likely a spammer: " : "")
            + annotator.suspicions().stream()
                .map(name -> Suspicion.valueOf(name).words())
                .collect(Collectors.joining(", ")));
  }

  private static void rejects(HtmlPage page, RejectFacts rejects) {
    if (rejects.reasons().isEmpty()) {
      page.paragraph("None: all %,d answers were accepted.".formatted(rejects.accepted()));
      return;
    }
    page.paragraph(
        "%,d rows were rejected; %,d answers were accepted."
            .formatted(rejects.rejected(), rejects.accepted()));
    page.table(
        List.of(
            Column.names("reason"),
            Column.figures("rows"),
            Column.text("meaning"),
            Column.text("for example")),
        rejects.reasons().stream()
            .map(
                reason ->
                    List.of(
                        reason.code(),
                        Figures.whole(reason.rows()),
                        meaning(reason.code()),
                        reason.example()))
            .toList());
  }

  private static String meaning(String code) {
    return Arrays.stream(ReasonCode.values())
        .filter(reason -> reason.name().equals(code))
        .map(ReasonCode::meaning)
        .findFirst()
        .orElse("");
  }
}
