package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;

/** Counts what came back of a batch, sentence by sentence. */
final class BatchTally {

  private final Agreement.Tally agreement;
  private final double leastConfidence;
  private long sentences;
  private long answers;
  private long compared;
  private long unanimous;
  private long disputed;

  BatchTally(Judgements judgements, double leastConfidence) {
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
