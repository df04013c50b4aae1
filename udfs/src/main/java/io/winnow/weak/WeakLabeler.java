package io.winnow.weak;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Word;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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

  private record TypedPattern(Pattern pattern, String type) implements Serializable {}

  private final PhraseBook phrases;
  private final ArrayList<TypedPattern> patterns = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if a pattern is none; the message says where it breaks
   */
  public WeakLabeler(WeakRules rules) {
    this.phrases = new PhraseBook(rules.letters());
    rules.phrases().forEach((type, list) -> list.forEach(phrase -> phrases.add(phrase, type)));
    rules.patterns().forEach((type, list) -> list.forEach(text -> add(text, type, rules)));
  }

  private void add(String text, String type, WeakRules rules) {
    try {
      Pattern pattern = Pattern.compile(text, rules.letters().patternFlags());
      patterns.add(new TypedPattern(pattern, type));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no regular expression: %s, after %d characters"
              .formatted(text, e.getDescription(), Math.max(0, e.getIndex())),
          e);
    }
  }

  /**
   * @return the spans in reading order; none overlap
   */
  public List<EntitySpan> spans(Sentence sentence) {
    List<EntitySpan> found = phrases.find(sentence);
    for (TypedPattern typed : patterns) {
      // The pattern can see the text around a region, and a region's edge is not the text's edge.
      Matcher matcher =
          typed
              .pattern()
              .matcher(sentence.text())
              .useTransparentBounds(true)
              .useAnchoringBounds(false);
      for (int word = 0; word < sentence.words().size(); word++) {
        int end = lastWord(sentence.words(), word, matcher);
        if (end >= word) {
          found.add(new EntitySpan(word, end + 1, typed.type()));
        }
      }
    }
    return longest(found);
  }

  /** The word that a match from a word on ends with; -1 if there is no such match. */
  private static int lastWord(List<Word> words, int first, Matcher matcher) {
    int last = words.size() - 1;
    while (last >= first
        && matcher.region(words.get(first).start(), words.get(last).end()).lookingAt()) {
      int end = matcher.end();
      while (last >= first && words.get(last).end() > end) {
        last--;
      }
      if (last >= first && words.get(last).end() == end) {
        return last;
      }
      // It ends within a word, or behind one: perhaps less of the text matches, too.
    }
    return -1;
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
