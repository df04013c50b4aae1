package io.winnow.evaluation.quality;

import io.winnow.annotation.Judgements;
import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.quality.AnnotatorReport.Workload;
import io.winnow.text.LabelScheme;
import java.util.Arrays;

/**
 * Counts, by annotator, what was said against what was settled and against what the others said.
 * Memory: tags squared numbers an annotator at most.
 */
final class AnnotatorTally {

  private static final int THIRDS = 3;

  /** Numbers in a count of spans: expected, said and both. */
  private static final int COUNTS = 3;

  private final int tags;
  private final int classes;
  private final long[][] work;
  private final long[][] settledSpans;
  private final long[][] spansByThird;
  private final long[][] settledTags;
  private final long[][] peers;

  AnnotatorTally(Judgements judgements) {
    int annotators = judgements.annotators();
    this.tags = judgements.scheme().tagCount();
    this.classes = 1 + judgements.scheme().types().size();
    this.work = new long[annotators][4];
    this.settledSpans = new long[annotators][COUNTS];
    this.spansByThird = new long[annotators][THIRDS * COUNTS];
    this.settledTags = new long[annotators][tags];
    this.peers = new long[annotators][classes * classes];
  }

  /**
   * @param settled a tag id a word
   * @param thirds by answer: see {@link TimeOrder#thirds}
   */
  void add(SentenceAnswers answers, int[] settled, byte[] thirds) {
    long[] expected = SpanCodes.of(settled);
    for (int i = 0; i < answers.size(); i++) {
      int annotator = answers.annotators()[i];
      long[] said = answers.spans()[i];
      long[] counts = work[annotator];
      counts[0]++;
      counts[1] += settled.length;
      counts[2] += expected.length > 0 ? 1 : 0;
      counts[3] += expected.length > 0 && said.length == 0 ? 1 : 0;
      count(expected, said, settledSpans[annotator], 0);
      if (answers.size() > 1) {
        count(answers.voteWithout(i), said, spansByThird[annotator], thirds[i] * COUNTS);
      }
      for (int tag : settled) {
        settledTags[annotator][tag]++;
      }
    }
    addPeers(answers);
  }

  private static void count(long[] expected, long[] said, long[] counts, int from) {
    counts[from] += expected.length;
    counts[from + 1] += said.length;
    counts[from + 2] += SpanCodes.common(expected, said);
  }

  private void addPeers(SentenceAnswers answers) {
    int[] votes = new int[classes];
    int words = answers.tags()[0].length;
    for (int word = 0; word < words; word++) {
      for (int[] answer : answers.tags()) {
        votes[classOf(answer[word])]++;
      }
      for (int i = 0; i < answers.size(); i++) {
        int said = classOf(answers.tags()[i][word]);
        votes[said]--;
        long[] counts = peers[answers.annotators()[i]];
        for (int other = 0; other < classes; other++) {
          counts[other * classes + said] += votes[other];
        }
        votes[said]++;
      }
      Arrays.fill(votes, 0);
    }
  }

  /** {@code O}, then the types: borders of spans are another matter than what is in them. */
  private static int classOf(int tag) {
    return 1 + LabelScheme.typeOf(tag);
  }

  Workload work(int annotator, long skipped) {
    long[] counts = work[annotator];
    return new Workload(
        counts[0], counts[1], settled(annotator).predicted(), skipped, counts[2], counts[3]);
  }

  SpanCounts settled(int annotator) {
    return counts(settledSpans[annotator], 0);
  }

  Drift drift(int annotator) {
    long[] thirds = spansByThird[annotator];
    return new Drift(
        counts(thirds, TimeOrder.FIRST * COUNTS), counts(thirds, TimeOrder.LAST * COUNTS));
  }

  private static SpanCounts counts(long[] counts, int from) {
    return new SpanCounts(counts[from], counts[from + 1], counts[from + 2]);
  }

  /**
   * @param confusion {@code [true tag][said tag]}; tags of a type are put together, as often as
   *     each was settled
   */
  double chanceScore(int annotator, double[][] confusion) {
    double[] counts = new double[classes * classes];
    for (int tag = 0; tag < tags; tag++) {
      for (int said = 0; said < tags; said++) {
        counts[classOf(tag) * classes + classOf(said)] +=
            settledTags[annotator][tag] * confusion[tag][said];
      }
    }
    return score(counts);
  }

  double peerScore(int annotator) {
    double[] counts = new double[classes * classes];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = peers[annotator][i];
    }
    return score(counts);
  }

  private double score(double[] counts) {
    double[][] shares = new double[classes][classes];
    double[] words = new double[classes];
    for (int row = 0; row < classes; row++) {
      for (int said = 0; said < classes; said++) {
        words[row] += counts[row * classes + said];
      }
      for (int said = 0; said < classes && words[row] > 0; said++) {
        shares[row][said] = counts[row * classes + said] / words[row];
      }
    }
    return ChanceScore.of(shares, words);
  }
}
