package io.winnow.model;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * What inference gives beside each word's log-probabilities.
 *
 * @param dropoutPasses stochastic passes with dropout on, each as costly as the plain one; 0: no
 *     committee
 * @param dropoutSeed fixes what each pass drops; the first passes of many are the passes of few
 * @param pooling what becomes of a sentence's hidden states
 */
public record InferenceOptions(int dropoutPasses, long dropoutSeed, Pooling pooling)
    implements Serializable {

  public static final InferenceOptions PLAIN = new InferenceOptions(0, 0, Pooling.NONE);

  /** How a sentence's hidden states become its embedding. */
  public enum Pooling {
    NONE,
    /** Their mean over its sub-words (Reimers and Gurevych 2019, arXiv 1908.10084). */
    MEAN
  }

  public InferenceOptions {
    if (dropoutPasses < 0) {
      throw new IllegalArgumentException(
          "Inference cannot make %d passes with dropout; ask for 0 or more"
              .formatted(dropoutPasses));
    }
  }

  /**
   * What each pass keeps: a number for each pass, place in the network and feature, so that a pass
   * is one thinned network for all sentences, see {@link io.winnow.model.graph.EncoderSource}. The
   * n-th number is a hash of the seed and n (Steele et al. 2014, Fast Splittable Pseudorandom
   * Number Generators), passes outermost: asking for more passes changes none of the first.
   *
   * @param dropout the share that is dropped, from 0 to below 1
   * @return [passes, sites, hidden]: 0 where dropped, else what makes up for it, 1 / (1 - dropout)
   */
  float[] dropoutMasks(int sites, int hidden, double dropout) {
    SplittableRandom random = new SplittableRandom(dropoutSeed);
    float[] masks = new float[Math.toIntExact(Math.multiplyFull(dropoutPasses, sites * hidden))];
    float kept = (float) (1 / (1 - dropout));
    for (int i = 0; i < masks.length; i++) {
      masks[i] = random.nextDouble() < dropout ? 0 : kept;
    }
    return masks;
  }
}
