package io.winnow.weak;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Marks entities by {@link WeakRules}. What a phrase or a pattern matches counts where it begins
 * and ends with whole words. Of matches that overlap the longest in words stays, then the first in
 * the sentence, then the one whose type comes first in the alphabet: so the same sentence always
 * gets the same spans.
 */
public final class WeakLabeler implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Comparator<EntitySpan> LONGEST_FIRST =
      Comparator.comparingInt(EntitySpan::length).reversed().thenComparing(EntitySpan::compareTo);

  private final PhraseBook phrases;
  private final Patterns patterns;

  /**
   * @throws IllegalArgumentException if a pattern is none; the message says where it breaks
   */
  public WeakLabeler(WeakRules rules) {
    this.phrases = new PhraseBook(rules.letters());
    rules.phrases().forEach((type, list) -> list.forEach(phrase -> phrases.add(phrase, type)));
    this.patterns = new Patterns(rules);
  }

  /**
   * @return the spans in reading order; none overlap
   */
  public List<EntitySpan> spans(Sentence sentence) {
    List<EntitySpan> found = new ArrayList<>(phrases.find(sentence));
    found.addAll(patterns.find(sentence));
    return longest(found);
  }

  /** Of spans that overlap, the one that stays, as above; in reading order. */
  public static List<EntitySpan> longest(List<EntitySpan> spans) {
    List<EntitySpan> kept = new ArrayList<>();
    for (EntitySpan span : spans.stream().sorted(LONGEST_FIRST).toList()) {
      if (kept.stream().noneMatch(span::overlaps)) {
        kept.add(span);
      }
    }
    return kept.stream().sorted().toList();
  }
}
