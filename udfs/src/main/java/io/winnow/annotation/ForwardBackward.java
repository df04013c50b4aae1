package io.winnow.annotation;

import java.util.Arrays;

/**
 * Sums over all tag sequences of a sentence, a chain that begins after {@code O} (Rabiner 1989,
 * scaled). Keeps its working memory from sentence to sentence.
 */
final class ForwardBackward {

  /** Below this nothing of a word's evidence goes, so that no sum vanishes. */
  static final double LEAST = 1e-100;

  /** A less probable tag counts for no transition. */
  private static final double NEGLIGIBLE = 1e-12;

  private final int tags;
  private double[] forward = new double[0];
  private double[] backward = new double[0];
  private double[] posteriors = new double[0];
  private double[] evidence;
  private double[] transitions;
  private int words;

  ForwardBackward(int tags) {
    this.tags = tags;
  }

  /**
   * @param evidence {@code [words x tags]}: how likely what is known of a word is, given its tag,
   *     up to a constant a word; in {@link #LEAST} to 1 and 1 somewhere in each word; kept
   * @param transitions {@code [tag before x tag]}; rows need not sum to 1; kept
   */
  void run(double[] evidence, double[] transitions, int words) {
    this.evidence = evidence;
    this.transitions = transitions;
    this.words = words;
    if (forward.length < words * tags) {
      forward = new double[words * tags];
      backward = new double[words * tags];
      posteriors = new double[words * tags];
    }
    forwards();
    backwards();
    for (int word = 0; word < words; word++) {
      int at = word * tags;
      for (int tag = 0; tag < tags; tag++) {
        posteriors[at + tag] = forward[at + tag] * backward[at + tag];
      }
      scale(posteriors, at);
    }
  }

  /** {@code [words x tags]}; the array is used again for the next sentence. */
  double[] posteriors() {
    return posteriors;
  }

  /** Adds how often each transition is expected: {@code [tag before x tag]}. */
  void countTransitions(double[] counts) {
    for (int tag = 0; words > 0 && tag < tags; tag++) {
      counts[tag] += posteriors[tag];
    }
    double[] shares = new double[tags * tags];
    int[] likely = new int[tags];
    int[] likelyBefore = new int[tags];
    int before = words == 0 ? 0 : likely(0, likelyBefore);
    for (int word = 1; word < words; word++) {
      int here = likely(word, likely);
      int at = word * tags;
      double sum = 0;
      for (int i = 0; i < here; i++) {
        double next = evidence[at + likely[i]] * backward[at + likely[i]];
        for (int j = 0; j < before; j++) {
          int from = likelyBefore[j];
          int to = from * tags + likely[i];
          shares[to] = forward[at - tags + from] * transitions[to] * next;
          sum += shares[to];
        }
      }
      for (int i = 0; i < here; i++) {
        for (int j = 0; j < before; j++) {
          int to = likelyBefore[j] * tags + likely[i];
          counts[to] += shares[to] / sum;
        }
      }
      int[] free = likelyBefore;
      likelyBefore = likely;
      likely = free;
      before = here;
    }
  }

  /** Writes the tags of a word that count; returns how many. */
  private int likely(int word, int[] likely) {
    int count = 0;
    for (int tag = 0; tag < tags; tag++) {
      if (posteriors[word * tags + tag] > NEGLIGIBLE) {
        likely[count++] = tag;
      }
    }
    return count;
  }

  /** The probability of exactly these tags, one a word. */
  double path(int[] tags) {
    double share = words == 0 ? 1 : posteriors[tags[0]];
    for (int word = 1; word < words; word++) {
      share *= next(word, tags[word - 1], tags[word], tags[word] + 1);
    }
    return Math.min(1, share);
  }

  /** The probability of exactly this entity, of which {@code begin} is the tag {@code B-}. */
  double span(int start, int end, int begin) {
    int inside = begin + 1;
    double share = posteriors[start * tags + begin];
    int tag = begin;
    for (int word = start + 1; word < end; word++) {
      share *= next(word, tag, inside, inside + 1);
      tag = inside;
    }
    if (end < words) {
      share *= 1 - next(end, tag, inside, inside + 1);
    }
    return Math.min(1, Math.max(0, share));
  }

  /** Given the tag before, the probability that a word's tag lies in a range. */
  private double next(int word, int before, int from, int to) {
    int at = word * tags;
    double part = 0;
    double sum = 0;
    for (int tag = 0; tag < tags; tag++) {
      double share = transitions[before * tags + tag] * evidence[at + tag] * backward[at + tag];
      sum += share;
      part += tag >= from && tag < to ? share : 0;
    }
    return sum > 0 ? part / sum : 0;
  }

  private void forwards() {
    for (int word = 0; word < words; word++) {
      int at = word * tags;
      if (word == 0) {
        System.arraycopy(transitions, 0, forward, 0, tags);
      } else {
        Arrays.fill(forward, at, at + tags, 0);
        for (int from = 0; from < tags; from++) {
          double before = forward[at - tags + from];
          for (int tag = 0; before > 0 && tag < tags; tag++) {
            forward[at + tag] += before * transitions[from * tags + tag];
          }
        }
      }
      for (int tag = 0; tag < tags; tag++) {
        forward[at + tag] *= evidence[at + tag];
      }
      scale(forward, at);
    }
  }

  private void backwards() {
    if (words > 0) {
      Arrays.fill(backward, (words - 1) * tags, words * tags, 1);
    }
    for (int word = words - 2; word >= 0; word--) {
      int at = word * tags;
      int next = at + tags;
      for (int tag = 0; tag < tags; tag++) {
        double sum = 0;
        for (int to = 0; to < tags; to++) {
          sum += transitions[tag * tags + to] * evidence[next + to] * backward[next + to];
        }
        backward[at + tag] = sum;
      }
      scale(backward, at);
    }
  }

  private void scale(double[] values, int at) {
    double sum = 0;
    for (int tag = 0; tag < tags; tag++) {
      sum += values[at + tag];
    }
    for (int tag = 0; tag < tags; tag++) {
      values[at + tag] /= sum;
    }
  }
}
