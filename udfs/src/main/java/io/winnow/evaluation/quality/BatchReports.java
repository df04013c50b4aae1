package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One report after the other, so that only one batch's counts need memory. */
final class BatchReports {

  private BatchReports() {}

  /**
   * @param confidences by sentence
   */
  static List<BatchReport> of(
      Judgements judgements, AnswerFacts facts, double[] confidences, double leastConfidence) {
    int[] sentenceOf = TimeOrder.sentences(judgements);
    int[] first = new int[facts.batches().size() + 1];
    for (int annotation = 0; annotation < sentenceOf.length; annotation++) {
      first[facts.batch(annotation) + 1]++;
    }
    Arrays.parallelPrefix(first, Integer::sum);
    int[] byBatch = new int[sentenceOf.length];
    int[] next = first.clone();
    for (int annotation = 0; annotation < sentenceOf.length; annotation++) {
      byBatch[next[facts.batch(annotation)]++] = annotation;
    }

    List<BatchReport> reports = new ArrayList<>(facts.batches().size());
    for (int batch = 0; batch < facts.batches().size(); batch++) {
      BatchTally tally = new BatchTally(judgements, leastConfidence);
      int from = first[batch];
      while (from < first[batch + 1]) {
        int sentence = sentenceOf[byBatch[from]];
        int to = from + 1;
        while (to < first[batch + 1] && sentenceOf[byBatch[to]] == sentence) {
          to++;
        }
        int[] annotations = Arrays.copyOfRange(byBatch, from, to);
        tally.add(SentenceAnswers.of(judgements, sentence, annotations), confidences[sentence]);
        from = to;
      }
      reports.add(tally.report(facts.batches().get(batch)));
    }
    return reports;
  }
}
