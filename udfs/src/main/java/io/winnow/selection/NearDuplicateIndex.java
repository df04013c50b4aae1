package io.winnow.selection;

import java.io.Serializable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;

/**
 * A sample of sentences, each of which is compared with all others of a corpus as they come by: by
 * the measure of the modifier {@code dedupe}. About two kilobytes a sentence. Many may read it at
 * once.
 */
public final class NearDuplicateIndex implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Places of the sample that a sentence is compared with at most: where a corpus consists of
   * nearly one sentence, all would be compared with all.
   */
  private static final int MOST_LOOKED_AT = 300;

  private static final int[] NONE = {};

  private final double similarity;
  private final MinHashBands bands;
  private final String[] ids;
  private final long[][] pairs;
  private final HashMap<Long, int[]> buckets = new HashMap<>();

  /**
   * A sentence of the sample.
   *
   * @param words their texts
   */
  public record Entry(String id, List<String> words) {}

  /**
   * @param similarity Jaccard's, from which on two count as nearly the same; above 0, at most 1
   */
  public NearDuplicateIndex(double similarity, List<Entry> sample) {
    this.similarity = similarity;
    this.bands = MinHashBands.of(similarity);
    this.ids = sample.stream().map(Entry::id).toArray(String[]::new);
    this.pairs = sample.stream().map(it -> NearDuplicates.pairs(it.words())).toArray(long[][]::new);
    for (int i = 0; i < pairs.length; i++) {
      int[] place = {i};
      for (long hash : bands.hashes(pairs[i])) {
        buckets.merge(hash, place, NearDuplicates::joined);
      }
    }
  }

  /**
   * Notes which sentences of the sample a sentence is nearly the same as; itself does not count.
   *
   * @param found gets their places in the sample; those that are in it are not looked at again
   * @return whether it was compared with all that it may be like; else some may be missing
   */
  public boolean find(String id, List<String> words, BitSet found) {
    long[] own = NearDuplicates.pairs(words);
    int left = MOST_LOOKED_AT;
    for (long hash : bands.hashes(own)) {
      int[] bucket = bucket(hash);
      // From another place on for each sentence, so that each place has its turn.
      int from = bucket.length == 0 ? 0 : Math.floorMod(id.hashCode(), bucket.length);
      for (int i = 0; i < bucket.length; i++) {
        if (left-- == 0) {
          return false;
        }
        int place = bucket[(from + i) % bucket.length];
        if (!found.get(place)
            && !ids[place].equals(id)
            && NearDuplicates.similarity(own, pairs[place]) >= similarity) {
          found.set(place);
        }
      }
    }
    return true;
  }

  private int[] bucket(long hash) {
    return buckets.getOrDefault(hash, NONE);
  }
}
