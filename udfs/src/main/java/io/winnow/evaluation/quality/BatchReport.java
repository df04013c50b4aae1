package io.winnow.evaluation.quality;

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
    double disputed) {}
