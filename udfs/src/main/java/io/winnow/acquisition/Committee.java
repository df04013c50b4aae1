package io.winnow.acquisition;

import java.util.List;

/**
 * The outputs of several passes of a model for one sentence: the members of a committee, such as M
 * passes with dropout left on (Gal and Ghahramani 2016, arXiv 1506.02142). A view, like the
 * distributions it holds.
 *
 * @since 0.1.0
 */
public final class Committee {

  private final WordDistributions[] passes;

  /**
   * @param passes at least one, all of the same words and tags; a single one has none to disagree
   *     with
   * @throws IllegalArgumentException if there is none, or they are of different sentences or tags
   */
  public Committee(List<WordDistributions> passes) {
    if (passes.isEmpty()) {
      throw new IllegalArgumentException("A committee needs at least one pass, but has 0");
    }
    this.passes = passes.toArray(WordDistributions[]::new);
    for (int pass = 1; pass < this.passes.length; pass++) {
      if (this.passes[pass].words() != words() || this.passes[pass].tags() != tags()) {
        throw new IllegalArgumentException(
            "Pass %d has %d words and %d tags, but pass 0 has %d words and %d tags; "
                    .formatted(
                        pass, this.passes[pass].words(), this.passes[pass].tags(), words(), tags())
                + "give passes of one sentence by one model");
      }
    }
  }

  /** How many passes, at least 1. */
  public int size() {
    return passes.length;
  }

  public int words() {
    return passes[0].words();
  }

  public int tags() {
    return passes[0].tags();
  }

  /** One pass, from 0 on. */
  public WordDistributions pass(int pass) {
    return passes[pass];
  }
}
