package io.winnow.model;

import java.util.SplittableRandom;

/**
 * What each pass with dropout keeps: a number for each pass, place in the network and feature, so
 * that a pass is one thinned network for all sentences (consistent Monte Carlo dropout, Kirsch et
 * al. 2019, arXiv 1906.08158).
 */
final class DropoutMasks {

  private DropoutMasks() {}

  /**
   * The n-th number is a hash of the seed and n (Steele et al. 2014, Fast Splittable Pseudorandom
   * Number Generators), passes outermost: asking for more passes changes none of the first.
   *
   * @param dropout the share that is dropped, from 0 to below 1
   * @return [passes, sites, hidden]: 0 where dropped, else what makes up for it, 1 / (1 - dropout)
   */
  static float[] draw(Survey asked, int sites, int hidden, double dropout) {
    SplittableRandom random = new SplittableRandom(asked.dropoutSeed());
    float[] masks =
        new float[Math.toIntExact(Math.multiplyFull(asked.dropoutPasses(), sites * hidden))];
    float kept = (float) (1 / (1 - dropout));
    for (int i = 0; i < masks.length; i++) {
      masks[i] = random.nextDouble() < dropout ? 0 : kept;
    }
    return masks;
  }
}
