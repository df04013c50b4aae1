package io.winnow.testing.crowd;

import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.Judgements;
import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.quality.AnswerFacts;
import io.winnow.evaluation.quality.QualityReport;
import io.winnow.evaluation.quality.UnjudgedAnswers;
import io.winnow.text.LabelScheme;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a crowd said of gold sentences: as a merge reports on it, and against the truth.
 *
 * @param truth of each annotator: gold spans, those said, those right
 */
public record CrowdReport(QualityReport quality, Map<String, SpanCounts> truth) {

  /**
   * @param answers of the gold sentences, in their order
   * @param adjudicator settles them
   */
  public static CrowdReport of(
      LabelScheme scheme,
      List<GoldSentence> gold,
      List<AnnotatedSentence> answers,
      Adjudicator adjudicator) {
    Judgements judgements = Judgements.of(scheme, answers);
    AnswerFacts facts = new AnswerFacts(judgements, List.of("batch"));
    Map<String, SpanCounts> truth = new TreeMap<>();
    int place = 0;
    for (int i = 0; i < gold.size(); i++) {
      for (Annotation answer : answers.get(i).annotations()) {
        facts.add(answer.sentenceId(), answer.annotatorId(), "batch", place++, Double.NaN);
        SpanCounts its = SpanCounts.of(gold.get(i).spans(), answer.spans());
        truth.merge(answer.annotatorId(), its, SpanCounts::plus);
      }
    }
    QualityReport quality =
        QualityReport.of(
            judgements,
            adjudicator.adjudicate(judgements),
            facts.requireAll(),
            new UnjudgedAnswers(),
            0.5);
    return new CrowdReport(quality, truth);
  }

  /** F1 against the truth. */
  public double trueF1(String annotator) {
    return truth.get(annotator).f1();
  }

  /** The annotators' median F1 against the truth. */
  public double usualF1() {
    double[] sorted = truth.values().stream().mapToDouble(SpanCounts::f1).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
