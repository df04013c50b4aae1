package io.winnow.bench.contender;

/**
 * What a contender makes of the logits of a sentence.
 *
 * @param tags the best tag of each word
 * @param logProbabilities the natural logarithm of its probability
 */
public record BestTags(int[] tags, float[] logProbabilities) {

  /** The logits of one sub-word. */
  @FunctionalInterface
  public interface Logits {
    float of(int subword, int tag);
  }

  /**
   * @param firsts the place of each word's first sub-word
   */
  public static BestTags of(int[] firsts, int tags, Logits logits) {
    int[] best = new int[firsts.length];
    float[] logProbabilities = new float[firsts.length];
    for (int word = 0; word < firsts.length; word++) {
      int subword = firsts[word];
      for (int tag = 1; tag < tags; tag++) {
        if (logits.of(subword, tag) > logits.of(subword, best[word])) {
          best[word] = tag;
        }
      }
      float highest = logits.of(subword, best[word]);
      double sum = 0;
      for (int tag = 0; tag < tags; tag++) {
        sum += Math.exp(logits.of(subword, tag) - highest);
      }
      logProbabilities[word] = (float) -Math.log(sum);
    }
    return new BestTags(best, logProbabilities);
  }

  /** Nats a word. */
  public double mnlp() {
    double sum = 0;
    for (float logProbability : logProbabilities) {
      sum += logProbability;
    }
    return sum / logProbabilities.length;
  }
}
