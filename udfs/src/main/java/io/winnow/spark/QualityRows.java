package io.winnow.spark;

import io.winnow.annotation.AnnotatorComparison;
import io.winnow.display.SideBySide;
import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.WilsonInterval;
import io.winnow.evaluation.quality.AnnotatorReport;
import io.winnow.evaluation.quality.BatchReport;
import io.winnow.evaluation.quality.ControlAnswers;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Reports on annotators as rows, laid out as {@link Schemas} says. NaN becomes null. */
public final class QualityRows {

  private QualityRows() {}

  /**
   * A row of {@link Schemas#ANNOTATORS}.
   *
   * @param scheme names the tags of the confusion, of which shares of 0 are left out
   */
  public static Row of(AnnotatorReport report, LabelScheme scheme) {
    SpanCounts settled = report.settled();
    ControlAnswers known = report.known();
    WilsonInterval exact = known.sameInterval();
    WilsonInterval f1 = known.f1Interval();
    return RowFactory.create(
        report.annotator(),
        report.work().sentences(),
        report.work().words(),
        report.work().spans(),
        report.work().skipped(),
        settled.predicted() == 0 ? null : settled.precision(),
        settled.gold() == 0 ? null : settled.recall(),
        orNull(report.settledF1()),
        orNull(report.peerF1()),
        orNull(report.work().emptyShare()),
        orNull(report.chanceScore()),
        orNull(report.peerScore()),
        known.sentences(),
        known.sentences() == 0 ? null : (double) known.same() / known.sentences(),
        known.sentences() == 0 ? null : exact.low(),
        known.sentences() == 0 ? null : exact.high(),
        orNull(known.f1()),
        Double.isNaN(known.f1()) ? null : f1.low(),
        Double.isNaN(known.f1()) ? null : f1.high(),
        report.repeats().sentences(),
        orNull(report.repeats().sameShare()),
        orNull(report.repeats().f1()),
        report.suggested().sentences(),
        orNull(report.suggested().sameShare()),
        orNull(report.suggested().f1()),
        (long) report.pace().timed(),
        orNull(report.pace().secondsPerWord()),
        orNull(report.pace().tooFastShare()),
        orNull(report.drift().firstF1()),
        orNull(report.drift().lastF1()),
        orNull(report.drift().z()),
        report.likelySpammer(),
        report.suspicions().stream().map(Enum::name).toArray(String[]::new),
        confusion(report.confusion(), scheme.tags()));
  }

  /** A row of {@link Schemas#BATCH_QUALITY}. */
  public static Row of(BatchReport report) {
    return RowFactory.create(
        report.batch(),
        report.sentences(),
        report.answers(),
        orNull(report.agreement().wordAlpha()),
        orNull(report.agreement().spanAlpha()),
        orNull(report.agreement().pairwiseF1()),
        orNull(report.unanimous()),
        orNull(report.disputed()));
  }

  /** A row of {@link Schemas#COMPARISON}. */
  public static Row of(AnnotatorComparison comparison) {
    return RowFactory.create(
        comparison.sentenceId(),
        comparison.text(),
        comparison.versions().stream()
            .map(
                it ->
                    RowFactory.create(
                        strings(it.annotators()), it.marked(), Rows.ofSpans(it.spans())))
            .toArray(Row[]::new),
        comparison.differences().stream()
            .map(
                difference ->
                    RowFactory.create(
                        difference.span().startWord(),
                        difference.span().endWord(),
                        difference.span().type(),
                        difference.text(),
                        strings(difference.markedBy()),
                        strings(difference.notMarkedBy())))
            .toArray(Row[]::new),
        strings(comparison.skippedBy()));
  }

  /** The different answers of a row with the versions of {@link Schemas#COMPARISON}. */
  public static List<SideBySide.Answer> answers(Row row) {
    return row.<Row>getList(row.fieldIndex("versions")).stream()
        .map(
            version ->
                new SideBySide.Answer(
                    String.join(", ", version.<String>getList(version.fieldIndex("annotators"))),
                    Rows.spans(version, "spans")))
        .toList();
  }

  private static Row[] confusion(double[][] shares, List<String> tags) {
    List<Row> rows = new ArrayList<>();
    for (int truth = 0; truth < shares.length; truth++) {
      for (int said = 0; said < shares.length; said++) {
        if (shares[truth][said] > 0) {
          rows.add(RowFactory.create(tags.get(truth), tags.get(said), shares[truth][said]));
        }
      }
    }
    return rows.toArray(Row[]::new);
  }

  private static Double orNull(double number) {
    return Double.isNaN(number) ? null : number;
  }

  private static String[] strings(List<String> list) {
    return list.toArray(String[]::new);
  }
}
