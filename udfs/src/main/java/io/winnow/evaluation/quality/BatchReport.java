package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What came back of a batch, and how far its annotators agree. A number is NaN where there is
 * nothing to tell it from.
 *
 * @param sentences with an answer in this batch
 * @param answers labelled sentences, each as often as it was labelled
 * @param agreement among the answers in this batch
 * @param unanimous share of sentences with two answers or more whose answers are all the same, in 0
 *     to 1
 * @param disputed share of sentences whose settled label is less sure than is asked for, in 0 to 1
 */
public record BatchReport(
    String batch,
    long sentences,
    long answers,
    Agreement agreement,
    double unanimous,
    double disputed) {

  /**
   * One report after the other, so that only one batch's counts need memory.
   *
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
      Tally tally = new Tally(judgements, leastConfidence);
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

  /** Counts what came back of a batch, sentence by sentence. */
  static final class Tally {

    private final Agreement.Tally agreement;
    private final double leastConfidence;
    private long sentences;
    private long answers;
    private long compared;
    private long unanimous;
    private long disputed;

    Tally(Judgements judgements, double leastConfidence) {
      this.agreement = new Agreement.Tally(judgements);
      this.leastConfidence = leastConfidence;
    }

    void add(SentenceAnswers said, double confidence) {
      sentences++;
      answers += said.size();
      disputed += confidence < leastConfidence ? 1 : 0;
      if (said.size() > 1) {
        compared++;
        unanimous += said.unanimous() ? 1 : 0;
      }
      agreement.add(said);
    }

    PairwiseF1 pairs() {
      return agreement.pairs();
    }

    BatchReport report(String batch) {
      return new BatchReport(
          batch,
          sentences,
          answers,
          agreement.agreement(),
          Shares.of(unanimous, compared),
          Shares.of(disputed, sentences));
    }
  }
}
