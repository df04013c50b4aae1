package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;

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
