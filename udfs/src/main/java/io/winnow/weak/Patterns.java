package io.winnow.weak;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Word;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions and their types. */
final class Patterns implements Serializable {

  private static final long serialVersionUID = 1L;

  private record Typed(Pattern pattern, String type) implements Serializable {}

  private final ArrayList<Typed> patterns = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if a pattern is none
   */
  Patterns(WeakRules rules) {
    rules
        .patterns()
        .forEach(
            (type, list) ->
                list.forEach(
                    pattern -> patterns.add(new Typed(compiled(pattern, rules.letters()), type))));
  }

  private static Pattern compiled(String pattern, WeakRules.LetterCase letters) {
    try {
      return Pattern.compile(pattern, letters.patternFlags());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no regular expression: %s, after %d characters"
              .formatted(pattern, e.getDescription(), Math.max(0, e.getIndex())),
          e);
    }
  }

  /** What each pattern matches from each word on; these may overlap. */
  List<EntitySpan> find(Sentence sentence) {
    List<EntitySpan> found = new ArrayList<>();
    for (Typed typed : patterns) {
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
    return found;
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
}
