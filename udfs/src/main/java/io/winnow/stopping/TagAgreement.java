package io.winnow.stopping;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.Arrays;
import java.util.List;

/**
 * How far two models agree on the tags of the same words: Cohen's kappa over words, (observed -
 * expected) / (1 - expected), where expected is how often two models that know only how frequent
 * their own tags are would agree; so words outside of entities don't dominate. As Bloodgood and
 * Vijay-Shanker 2009, W09-1107. Sentences add up, in any order.
 */
public final class TagAgreement {

  private final LabelScheme scheme;
  private final long[][] words;

  public TagAgreement(LabelScheme scheme) {
    this.scheme = scheme;
    this.words = new long[scheme.tagCount()][scheme.tagCount()];
  }

  /** Adds a sentence of so many words, and its spans by either model. */
  public void add(int length, List<EntitySpan> one, List<EntitySpan> other) {
    int[] ones = scheme.tagIds(length, one);
    int[] others = scheme.tagIds(length, other);
    for (int word = 0; word < length; word++) {
      words[ones[word]][others[word]]++;
    }
  }

  /** Words that were compared. */
  public long words() {
    return Arrays.stream(words).flatMapToLong(Arrays::stream).sum();
  }

  /**
   * @return at most 1, which is full agreement; 0 is chance's; NaN where no words were compared
   */
  public double kappa() {
    double all = words();
    long agreed = 0;
    double expected = 0;
    for (int tag = 0; tag < words.length; tag++) {
      int column = tag;
      agreed += words[tag][tag];
      long ones = Arrays.stream(words[tag]).sum();
      long others = Arrays.stream(words).mapToLong(row -> row[column]).sum();
      expected += ones / all * (others / all);
    }
    if (agreed > 0 && agreed == all) {
      // Where both only ever give the same one tag, chance expects full agreement as well.
      return 1;
    }
    return (agreed / all - expected) / (1 - expected);
  }
}
