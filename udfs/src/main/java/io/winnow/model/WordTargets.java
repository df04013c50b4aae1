package io.winnow.model;

import java.util.Arrays;

/**
 * What a model is trained to predict for words: one tag each, or a distribution over the tags each.
 */
public sealed interface WordTargets {

  int words();

  /**
   * Those of some words.
   *
   * @param places from 0 to before {@link #words}
   */
  WordTargets of(int[] places);

  /**
   * @param tags of the label scheme
   * @return [words x tags], rows one after the other; one tag a word is a row with a single 1
   */
  float[] distributions(int tags);

  /** A tag each, by its id in the label scheme. */
  record Hard(int[] tags) implements WordTargets {

    @Override
    public int words() {
      return tags.length;
    }

    @Override
    public Hard of(int[] places) {
      return new Hard(Arrays.stream(places).map(word -> tags[word]).toArray());
    }

    @Override
    public float[] distributions(int count) {
      float[] shares = new float[tags.length * count];
      for (int word = 0; word < tags.length; word++) {
        shares[word * count + tags[word]] = 1;
      }
      return shares;
    }
  }

  /**
   * A distribution each.
   *
   * @param shares [words x tags], rows one after the other, each summing to 1
   */
  record Soft(int words, float[] shares) implements WordTargets {

    public Soft {
      if (words == 0 ? shares.length > 0 : shares.length % words != 0) {
        throw new IllegalArgumentException(
            "%d probabilities can't be shared out evenly to %d words"
                .formatted(shares.length, words));
      }
    }

    @Override
    public Soft of(int[] places) {
      int tags = words == 0 ? 0 : shares.length / words;
      float[] some = new float[places.length * tags];
      for (int word = 0; word < places.length; word++) {
        System.arraycopy(shares, places[word] * tags, some, word * tags, tags);
      }
      return new Soft(places.length, some);
    }

    @Override
    public float[] distributions(int count) {
      if (shares.length != words * count) {
        throw new IllegalArgumentException(
            "%d words of %d tags need %d probabilities, not %d"
                .formatted(words, count, words * count, shares.length));
      }
      return shares;
    }
  }
}
