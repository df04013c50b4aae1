package io.winnow.model;

import java.util.ArrayList;
import java.util.List;

/** What has been read of a sentence so far, window by window. */
final class Draft {

  private final int tags;
  private final float[] logProbabilities;
  private final List<float[]> committee;
  private double[] sum = {};
  private long subwords;
  private SentenceReading.SetAside aside;

  Draft(int words, int tags, int passes) {
    this.tags = tags;
    this.logProbabilities = new float[words * tags];
    this.committee = new ArrayList<>(passes);
    for (int pass = 0; pass < passes; pass++) {
      committee.add(new float[words * tags]);
    }
  }

  /**
   * Takes a window's share of a batch's answers.
   *
   * @param row the window's place in the batch
   * @param word the place of its first word among those that the batch answers for
   */
  void add(Window window, Forward.Answers answers, int row, int word) {
    int count = window.words() * tags;
    int to = window.firstWord() * tags;
    int from = word * tags;
    System.arraycopy(answers.logProbabilities(), from, logProbabilities, to, count);
    for (float[] member : committee) {
      System.arraycopy(answers.committee(), from, member, to, count);
      from += answers.logProbabilities().length;
    }
    pool(answers.pooled(), row, answers.rows(), window.length() - 2);
  }

  private void pool(float[] pooled, int row, int rows, int weight) {
    int hidden = pooled.length / rows;
    if (sum.length < hidden) {
      sum = new double[hidden];
    }
    for (int h = 0; h < hidden; h++) {
      sum[h] += (double) weight * pooled[row * hidden + h];
    }
    subwords += weight;
  }

  void setAside(SentenceReading.Reason reason, String message) {
    aside = new SentenceReading.SetAside(reason, message);
  }

  boolean isSetAside() {
    return aside != null;
  }

  SentenceReading finish() {
    if (aside != null) {
      return aside;
    }
    float[] embedding = new float[sum.length];
    for (int h = 0; h < sum.length; h++) {
      embedding[h] = (float) (sum[h] / subwords);
    }
    return new SentenceReading.Read(logProbabilities, committee, embedding);
  }
}
