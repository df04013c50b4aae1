package io.winnow.evaluation.quality;

import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.quality.AnnotatorReport.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How good the annotators are and how well their batches came out.
 *
 * @param annotators by name; also those who only answered control items
 * @param batches in the order in which they were sent, also those that nobody has answered
 * @param all what the batches' reports say, of all batches together
 */
public record QualityReport(
    List<AnnotatorReport> annotators, List<BatchReport> batches, BatchReport all) {

  /** The name in {@link #all}. */
  public static final String ALL = "all";

  public QualityReport {
    annotators = List.copyOf(annotators);
    batches = List.copyOf(batches);
  }

  /**
   * Reads each sentence twice and asks for each label once. Beside the inputs it needs about 10
   * bytes an annotation, some numbers for each pair of annotators that share a sentence, and tags
   * squared numbers an annotator.
   *
   * @param adjudication of these judgements
   * @param facts of these judgements
   * @param leastConfidence in 0 to 1: a less sure label is a dispute
   */
  public static QualityReport of(
      Judgements judgements,
      Adjudication adjudication,
      AnswerFacts facts,
      UnjudgedAnswers unjudged,
      double leastConfidence) {
    TimeOrder order = new TimeOrder(judgements, facts);
    byte[] thirds = order.thirds();
    AnnotatorTally tally = new AnnotatorTally(judgements);
    BatchReport.Tally all = new BatchReport.Tally(judgements, leastConfidence);
    double[] confidences = new double[judgements.sentences()];
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      AdjudicatedLabel label = adjudication.label(sentence);
      SentenceAnswers answers = SentenceAnswers.all(judgements, sentence);
      confidences[sentence] = label.confidence();
      all.add(answers, label.confidence());
      tally.add(
          answers,
          tags(judgements, sentence, label),
          Arrays.copyOfRange(
              thirds,
              judgements.firstAnnotation(sentence),
              judgements.firstAnnotation(sentence + 1)));
    }

    double[] peerF1 = all.pairs().byAnnotator(judgements.annotators());
    List<AnnotatorReport> annotators = new ArrayList<>();
    for (int annotator = 0; annotator < judgements.annotators(); annotator++) {
      String name = judgements.annotatorId(annotator);
      double[][] confusion = adjudication.confusion(annotator);
      annotators.add(
          new AnnotatorReport(
              name,
              tally.work(annotator, unjudged.skippedBy(name)),
              tally.settled(annotator),
              peerF1[annotator],
              confusion,
              tally.chanceScore(annotator, confusion),
              tally.peerScore(annotator),
              unjudged.knownOf(name),
              unjudged.repeatsOf(name),
              order.pace(annotator),
              tally.drift(annotator)));
    }
    Set<String> unjudgedOnly = unjudged.annotators();
    annotators.forEach(judged -> unjudgedOnly.remove(judged.annotator()));
    unjudgedOnly.forEach(name -> annotators.add(withoutJudgements(name, unjudged)));
    annotators.sort(Comparator.comparing(AnnotatorReport::annotator));
    return new QualityReport(
        annotators,
        BatchReport.of(judgements, facts, confidences, leastConfidence),
        all.report(ALL));
  }

  /**
   * The same with reports on more annotators, who were no others' peers; see {@link RuleReports}.
   */
  public QualityReport with(List<AnnotatorReport> more) {
    List<AnnotatorReport> everyone = new ArrayList<>(annotators);
    everyone.addAll(more);
    everyone.sort(Comparator.comparing(AnnotatorReport::annotator));
    return new QualityReport(everyone, batches, all);
  }

  private static int[] tags(Judgements judgements, int sentence, AdjudicatedLabel label) {
    return judgements
        .scheme()
        .tagIds(
            judgements.wordCount(sentence),
            label.spans().stream().map(ConfidentSpan::span).toList());
  }

  private static AnnotatorReport withoutJudgements(String name, UnjudgedAnswers unjudged) {
    return AnnotatorReport.alone(
        name,
        new Workload(0, 0, 0, unjudged.skippedBy(name), 0, 0),
        SpanCounts.NONE,
        new double[0][],
        unjudged.knownOf(name),
        unjudged.repeatsOf(name));
  }
}
