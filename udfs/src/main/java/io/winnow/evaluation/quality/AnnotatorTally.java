package io.winnow.evaluation.quality;

import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.quality.AnnotatorReport.Drift;
import io.winnow.evaluation.quality.AnnotatorReport.Workload;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.List;

/**
 * Counts what an annotator said against what was settled and against what the others said. Memory:
 * types squared numbers.
 */
final class AnnotatorTally {

  private final double[] settledTags;

  /** Words: {@code [what another said][what this one said]}. */
  private final double[][] peers;

  private final SpanCounts[] thirds = {SpanCounts.NONE, SpanCounts.NONE, SpanCounts.NONE};
  private long sentences;
  private long words;
  private long withEntities;
  private long leftEmpty;
  private SpanCounts settled = SpanCounts.NONE;

  AnnotatorTally(LabelScheme scheme) {
    int classes = 1 + scheme.types().size();
    this.settledTags = new double[scheme.tagCount()];
    this.peers = new double[classes][classes];
  }

  /**
   * @param place of this annotator's answer
   * @param label the settled spans
   * @param tags the same, a tag id a word
   * @param third of all this annotator's answers, see {@link AnswerFacts#thirds}
   */
  void add(SentenceAnswers answers, int place, List<EntitySpan> label, int[] tags, byte third) {
    List<EntitySpan> said = answers.spans().get(place);
    sentences++;
    words += tags.length;
    withEntities += label.isEmpty() ? 0 : 1;
    leftEmpty += !label.isEmpty() && said.isEmpty() ? 1 : 0;
    settled = settled.plus(SpanCounts.of(label, said));
    if (answers.size() > 1) {
      thirds[third] = thirds[third].plus(SpanCounts.of(answers.voteWithout(place), said));
    }
    for (int tag : tags) {
      settledTags[tag]++;
    }
    int[] own = answers.tags()[place];
    for (int[] other : answers.tags()) {
      for (int word = 0; other != own && word < own.length; word++) {
        peers[classOf(other[word])][classOf(own[word])]++;
      }
    }
  }

  /** {@code O}, then the types: borders of spans are another matter than what is in them. */
  private static int classOf(int tag) {
    return 1 + LabelScheme.typeOf(tag);
  }

  Workload work(long skipped) {
    return new Workload(sentences, words, settled.predicted(), skipped, withEntities, leftEmpty);
  }

  /** Of a rule, which is known to miss most entities. */
  Workload workOfRule() {
    return new Workload(sentences, words, settled.predicted(), 0, 0, 0);
  }

  SpanCounts settled() {
    return settled;
  }

  Drift drift() {
    return new Drift(thirds[0], thirds[2]);
  }

  /**
   * @param confusion {@code [true tag][said tag]}; tags of a type are put together, as often as
   *     each was settled
   */
  double chanceScore(double[][] confusion) {
    double[][] counts = new double[peers.length][peers.length];
    for (int tag = 0; tag < confusion.length; tag++) {
      for (int said = 0; said < confusion.length; said++) {
        counts[classOf(tag)][classOf(said)] += settledTags[tag] * confusion[tag][said];
      }
    }
    return score(counts);
  }

  double peerScore() {
    return score(peers);
  }

  private static double score(double[][] counts) {
    double[][] shares = new double[counts.length][counts.length];
    double[] words = new double[counts.length];
    for (int row = 0; row < counts.length; row++) {
      for (double count : counts[row]) {
        words[row] += count;
      }
      for (int said = 0; said < counts.length && words[row] > 0; said++) {
        shares[row][said] = counts[row][said] / words[row];
      }
    }
    return ChanceScore.of(shares, words);
  }
}
