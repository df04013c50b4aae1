package io.winnow.annotation;

import io.winnow.text.LabelScheme;
import java.util.Arrays;

/** The estimated transitions between true tags: a Dirichlet distribution per previous tag. */
final class TagBeliefs {

  private static final double PRIOR = 1;

  private final int tags;
  private final double[] logs;
  private final double[] shares;
  private final double[] counts;

  TagBeliefs(int tags) {
    this.tags = tags;
    this.logs = TagPath.allowed(tags);
    this.shares = new double[tags * tags];
    this.counts = new double[tags * tags];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.exp(logs[i]);
    }
  }

  /** {@code [tag before x tag]}: expected logarithms, minus infinity where IOB2 forbids. */
  double[] logs() {
    return logs;
  }

  /** Their exponentials. */
  double[] shares() {
    return shares;
  }

  /** {@code [tag before x tag]}: the next counts, to be added to. */
  double[] counts() {
    return counts;
  }

  /** Learns from the counts and begins new ones. */
  void learn() {
    for (int from = 0; from < tags; from++) {
      double sum = 0;
      for (int to = 0; to < tags; to++) {
        sum += LabelScheme.mayFollow(from, to) ? counts[from * tags + to] + PRIOR : 0;
      }
      double all = Logs.digamma(sum);
      for (int to = 0; to < tags; to++) {
        int at = from * tags + to;
        if (LabelScheme.mayFollow(from, to)) {
          logs[at] = Logs.digamma(counts[at] + PRIOR) - all;
          shares[at] = Math.exp(logs[at]);
        }
      }
    }
    Arrays.fill(counts, 0);
  }
}
