package io.winnow.selection;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A sentence that can be selected. Ordered by key, then by id, so that the order is total and no
 * order of arrival matters.
 *
 * @param id the sentence's id
 * @param words its number of words, at least 1
 * @param key the lower, the sooner chosen; not NaN
 * @since 0.1.0
 */
public record Candidate(String id, int words, double key)
    implements Comparable<Candidate>, Serializable {

  private static final Comparator<Candidate> BY_KEY_THEN_ID =
      Comparator.comparingDouble(Candidate::key).thenComparing(Candidate::id);

  public Candidate {
    if (words < 1) {
      throw new IllegalArgumentException(
          "Sentence %s has %d words; only sentences with words can be chosen".formatted(id, words));
    }
    if (Double.isNaN(key)) {
      throw new IllegalArgumentException(
          "Sentence %s has the score NaN; score it again with an intact model".formatted(id));
    }
    // Otherwise -0.0 would come before 0.0.
    key += 0.0;
  }

  @Override
  public int compareTo(Candidate other) {
    return BY_KEY_THEN_ID.compare(this, other);
  }
}
