package io.winnow.evaluation.quality;

import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.quality.AnnotatorReport.Workload;
import io.winnow.evaluation.quality.UnjudgedAnswers.OfAnnotator;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /** Who may be compared: with fewer it is not known which of them is unusual. */
  private static final int LEAST_ANNOTATORS = 3;

  public QualityReport {
    annotators = sorted(annotators);
    batches = List.copyOf(batches);
  }

  /**
   * Asks for each label once. Beside the inputs it needs about 10 bytes an annotation, some numbers
   * for each pair of annotators that share a sentence, in each batch, and types squared numbers an
   * annotator.
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
    int[][] inOrder = facts.inOrder();
    byte[] thirds = facts.thirds(inOrder);
    LabelScheme scheme = judgements.scheme();
    AnnotatorTally[] tallies = new AnnotatorTally[judgements.annotators()];
    Arrays.setAll(tallies, annotator -> new AnnotatorTally(scheme));
    BatchReport.Tally all = new BatchReport.Tally(judgements, leastConfidence);
    BatchReport.Tally[] batches = new BatchReport.Tally[facts.batches().size()];
    Arrays.setAll(batches, batch -> new BatchReport.Tally(judgements, leastConfidence));
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      AdjudicatedLabel label = adjudication.label(sentence);
      List<EntitySpan> spans = spans(label);
      int[] tags = scheme.tagIds(judgements.wordCount(sentence), spans);
      SentenceAnswers answers = SentenceAnswers.all(judgements, sentence);
      int from = judgements.firstAnnotation(sentence);
      for (int i = 0; i < answers.size(); i++) {
        tallies[answers.annotators()[i]].add(answers, i, spans, tags, thirds[from + i]);
      }
      all.add(answers, label.confidence());
      int[] annotations = IntStream.range(from, from + answers.size()).toArray();
      for (int batch : Arrays.stream(annotations).map(facts::batch).distinct().toArray()) {
        int[] part = Arrays.stream(annotations).filter(a -> facts.batch(a) == batch).toArray();
        SentenceAnswers ofBatch = SentenceAnswers.of(judgements, sentence, part);
        batches[batch].add(ofBatch, label.confidence());
      }
    }

    double usualF1 = usualF1(tallies);
    double[] peerF1 = all.pairs().byAnnotator(judgements.annotators());
    List<AnnotatorReport> annotators = new ArrayList<>();
    for (int annotator = 0; annotator < judgements.annotators(); annotator++) {
      String name = judgements.annotatorId(annotator);
      OfAnnotator apart = unjudged.of(name);
      AnnotatorTally tally = tallies[annotator];
      double[][] confusion = adjudication.confusion(annotator);
      annotators.add(
          new AnnotatorReport(
              name,
              tally.work(apart.skipped()),
              tally.settled(),
              usualF1,
              peerF1[annotator],
              confusion,
              tally.chanceScore(confusion),
              tally.peerScore(),
              apart.known(),
              apart.repeats(),
              facts.suggested().of(name),
              facts.pace(inOrder[annotator]),
              tally.drift()));
    }
    Set<String> unjudgedOnly = new HashSet<>(unjudged.annotators());
    annotators.forEach(judged -> unjudgedOnly.remove(judged.annotator()));
    for (String name : unjudgedOnly) {
      OfAnnotator apart = unjudged.of(name);
      Workload work = new Workload(0, 0, 0, apart.skipped(), 0, 0);
      annotators.add(AnnotatorReport.alone(name, work, SpanCounts.NONE, new double[0][], apart));
    }
    return new QualityReport(
        annotators,
        IntStream.range(0, batches.length)
            .mapToObj(batch -> batches[batch].report(facts.batches().get(batch)))
            .toList(),
        all.report(ALL));
  }

  /** The median, so that a few who do badly don't change it; of three at least. */
  private static double usualF1(AnnotatorTally[] tallies) {
    double[] each =
        Arrays.stream(tallies)
            .filter(tally -> tally.work(0).withEntities() >= Suspicion.LEAST_SENTENCES)
            .mapToDouble(tally -> Shares.f1(tally.settled()))
            .sorted()
            .toArray();
    return each.length < LEAST_ANNOTATORS ? Double.NaN : each[each.length / 2];
  }

  /** The same with reports on more annotators, who were no others' peers; see {@link #ofRules}. */
  public QualityReport with(List<AnnotatorReport> more) {
    return new QualityReport(
        Stream.concat(annotators.stream(), more.stream()).toList(), batches, all);
  }

  /**
   * Reports on annotators that are rules, such as dictionaries, not people: what they marked, how
   * right it was, how they err. Nothing in them is reason for a suspicion: rules are known to miss
   * most entities, and don't get tired or cheat.
   *
   * @param all judgements of people and rules
   * @param adjudication of all of them
   * @param rules the annotators to report on; those who judged nothing are left out
   * @return by name
   */
  public static List<AnnotatorReport> ofRules(
      Judgements all, Adjudication adjudication, Set<String> rules) {
    Map<Integer, AnnotatorTally> tallies = new HashMap<>();
    for (int sentence = 0; sentence < all.sentences(); sentence++) {
      List<EntitySpan> spans = spans(adjudication.label(sentence));
      int[] tags = all.scheme().tagIds(all.wordCount(sentence), spans);
      SentenceAnswers answers = SentenceAnswers.all(all, sentence);
      for (int i = 0; i < answers.size(); i++) {
        int annotator = answers.annotators()[i];
        if (rules.contains(all.annotatorId(annotator))) {
          tallies
              .computeIfAbsent(annotator, rule -> new AnnotatorTally(all.scheme()))
              .add(answers, i, spans, tags, (byte) 0);
        }
      }
    }
    List<AnnotatorReport> reports = new ArrayList<>();
    tallies.forEach(
        (rule, tally) ->
            reports.add(
                AnnotatorReport.alone(
                    all.annotatorId(rule),
                    tally.workOfRule(),
                    tally.settled(),
                    adjudication.confusion(rule),
                    OfAnnotator.NONE)));
    return sorted(reports);
  }

  /** Answers of all annotators to sentences that went out with suggestions, against these. */
  public ControlAnswers suggested() {
    return annotators.stream()
        .map(AnnotatorReport::suggested)
        .reduce(ControlAnswers.NONE, ControlAnswers::plus);
  }

  private static List<AnnotatorReport> sorted(List<AnnotatorReport> reports) {
    return reports.stream().sorted(Comparator.comparing(AnnotatorReport::annotator)).toList();
  }

  private static List<EntitySpan> spans(AdjudicatedLabel label) {
    return label.spans().stream().map(ConfidentSpan::span).toList();
  }
}
