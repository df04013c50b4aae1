package io.winnow.jobs.merge;

import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotatorComparison;
import io.winnow.evaluation.quality.AnnotatorReport;
import io.winnow.evaluation.quality.AnswerFacts;
import io.winnow.evaluation.quality.BatchReport;
import io.winnow.evaluation.quality.QualityReport;
import io.winnow.evaluation.quality.UnjudgedAnswers;
import io.winnow.jobs.AppendedTable;
import io.winnow.spark.QualityRows;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How good annotators and batches are, and where annotators differ.
 *
 * @param batches ids in the order in which they were sent
 * @param minConfidence a less sure label is a dispute
 */
record Quality(Settling settling, Answers answers, List<String> batches, double minConfidence) {

  /**
   * Writes the three tables.
   *
   * @param sentences see {@link Answers#bySentence}; they are read one by one
   */
  QualityReport write(Dataset<Row> sentences, MergeTables tables) {
    AnswerFacts facts = facts(sentences, tables);
    QualityReport report =
        QualityReport.of(
                settling.judgements(), settling.adjudication(), facts, unjudged(), minConfidence)
            .with(settling.weak());
    try (AppendedTable annotators = tables.append(Schemas.ANNOTATORS, tables.annotators());
        AppendedTable batchTable = tables.append(Schemas.BATCH_QUALITY, tables.batches())) {
      for (AnnotatorReport annotator : report.annotators()) {
        annotators.add(QualityRows.of(annotator, settling.judgements().scheme()));
      }
      for (BatchReport batch : report.batches()) {
        batchTable.add(QualityRows.of(batch));
      }
    }
    return report;
  }

  /** Also writes the sentences on which annotators differ, while they pass. */
  private AnswerFacts facts(Dataset<Row> sentences, MergeTables tables) {
    AnswerFacts.Builder facts = AnswerFacts.builder(settling.judgements(), batches);
    try (AppendedTable comparisons = tables.append(Schemas.COMPARISON, tables.comparison())) {
      Settling.answered(sentences)
          .select("id", "text", "words", "answers")
          .toLocalIterator()
          .forEachRemaining(
              row -> {
                List<Annotation> annotations = new ArrayList<>();
                for (Row answer : row.<Row>getList(row.fieldIndex("answers"))) {
                  annotations.add(Settling.annotation(row.getAs("id"), answer));
                  addFacts(facts, row.getAs("id"), answer);
                }
                AnnotatorComparison comparison =
                    AnnotatorComparison.of(Rows.sentence(row), annotations);
                if (comparison.differs()) {
                  comparisons.add(QualityRows.of(comparison));
                }
              });
    }
    return facts.build();
  }

  private static void addFacts(AnswerFacts.Builder facts, String sentence, Row answer) {
    Double seconds = answer.getAs("seconds");
    facts.add(
        sentence,
        answer.getAs("annotator_id"),
        answer.getAs("batch_id"),
        Math.toIntExact(answer.<Long>getAs("row")),
        seconds == null ? Double.NaN : seconds);
  }

  private UnjudgedAnswers unjudged() {
    UnjudgedAnswers unjudged = new UnjudgedAnswers();
    answers
        .known()
        .ifPresent(
            known ->
                known
                    .toLocalIterator()
                    .forEachRemaining(
                        row ->
                            unjudged.known(
                                row.getString(0),
                                Rows.spans(row, "expected"),
                                Rows.spans(row, "said"))));
    answers
        .repeats()
        .ifPresent(
            repeats ->
                repeats
                    .toLocalIterator()
                    .forEachRemaining(
                        row ->
                            unjudged.repeat(
                                row.getString(0),
                                Rows.spans(row, "before"),
                                Rows.spans(row, "again"))));
    for (Row row : answers.skipped().collectAsList()) {
      unjudged.skipped(row.getString(0), row.getLong(1));
    }
    return unjudged;
  }
}
