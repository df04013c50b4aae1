package io.winnow.redaction;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.EntitySpan;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A sentence and what goes out in its place. All words that one replaced piece touches become one
 * word, with what these words have beside the piece: so each word that goes out stands for one word
 * or for several that follow one another, and spans of words are mapped exactly. What marks a part
 * of such words marks all of them.
 */
public final class Redaction {

  private final String original;
  private final List<Word> originalWords;
  private final List<Replacement> replacements;
  private final String text;
  private final List<Word> words;

  /** The first original word of each that goes out, and one past the last of all. */
  private final int[] firsts;

  /** By original word, the one that goes out for it. */
  private final int[] places;

  private Redaction(
      String original, List<Word> originalWords, List<Replacement> replacements, String text) {
    this.original = original;
    this.originalWords = originalWords;
    this.replacements = replacements;
    this.text = text;
    this.places = places(originalWords, replacements);
    int count = places.length == 0 ? 0 : places[places.length - 1] + 1;
    this.firsts = new int[count + 1];
    this.firsts[count] = places.length;
    for (int word = places.length - 1; word >= 0; word--) {
      firsts[places[word]] = word;
    }
    this.words = sentWords();
  }

  /**
   * @param words none overlap; offsets in UTF-16 units of the text
   * @param replacements in reading order; none overlap
   */
  public static Redaction of(String text, List<Word> words, List<Replacement> replacements) {
    StringBuilder sent = new StringBuilder();
    int from = 0;
    for (Replacement it : replacements) {
      if (it.start() < from || it.end() <= it.start() || it.end() > text.length()) {
        throw new IllegalArgumentException(
            "Cannot replace [%d,%d) of a text of %d characters after %d"
                .formatted(it.start(), it.end(), text.length(), from));
      }
      sent.append(text, from, it.start()).append(it.placeholder());
      from = it.end();
    }
    sent.append(text, from, text.length());
    return new Redaction(text, List.copyOf(words), List.copyOf(replacements), sent.toString());
  }

  private static int[] places(List<Word> words, List<Replacement> replacements) {
    int[] places = new int[words.size()];
    int piece = 0;
    int place = -1;
    int joinedTo = -1;
    for (int i = 0; i < places.length; i++) {
      Word word = words.get(i);
      while (piece < replacements.size() && replacements.get(piece).end() <= word.start()) {
        piece++;
      }
      place += word.start() < joinedTo ? 0 : 1;
      places[i] = place;
      for (int at = piece;
          at < replacements.size() && replacements.get(at).start() < word.end();
          at++) {
        joinedTo = Math.max(joinedTo, replacements.get(at).end());
      }
    }
    return places;
  }

  private List<Word> sentWords() {
    List<Word> sent = new ArrayList<>();
    for (int place = 0; place + 1 < firsts.length; place++) {
      Word first = originalWords.get(firsts[place]);
      Word last = originalWords.get(firsts[place + 1] - 1);
      int start = sentOffset(first.start(), false);
      int end = sentOffset(last.end(), true);
      sent.add(new Word(text.substring(start, end), start, end));
    }
    return sent;
  }

  /** Where an offset lies in the text that goes out; one in a replaced piece moves to its edge. */
  private int sentOffset(int offset, boolean isEnd) {
    int shift = 0;
    for (Replacement it : replacements) {
      if (it.end() <= offset) {
        shift += it.placeholder().length() - (it.end() - it.start());
      } else if (it.start() < offset) {
        return it.start() + shift + (isEnd ? it.placeholder().length() : 0);
      }
    }
    return offset + shift;
  }

  /** As it is in the corpus. */
  public String original() {
    return original;
  }

  public List<Word> originalWords() {
    return originalWords;
  }

  /** What was replaced, in reading order. */
  public List<Replacement> replacements() {
    return replacements;
  }

  /** As it goes out. */
  public String text() {
    return text;
  }

  /** The words that go out; offsets in UTF-16 units of {@link #text()}. */
  public List<Word> words() {
    return words;
  }

  /** A span of original words as one of the words that go out; wider where it cuts one. */
  public EntitySpan sent(EntitySpan span) {
    return new EntitySpan(places[span.startWord()], places[span.endWord() - 1] + 1, span.type());
  }

  /** A span of words that went out as one of the original words. */
  public EntitySpan original(EntitySpan span) {
    return new EntitySpan(firsts[span.startWord()], firsts[span.endWord()], span.type());
  }

  /** Those of original words; of two that become one word's, the first in the list. */
  public List<EntitySpan> sent(List<EntitySpan> spans) {
    return apart(spans, this::sent, Function.identity());
  }

  /** The same of what a model found. */
  public List<ConfidentSpan> sentSuggestions(List<ConfidentSpan> spans) {
    return apart(
        spans, it -> new ConfidentSpan(sent(it.span()), it.confidence()), ConfidentSpan::span);
  }

  private static <T> List<T> apart(
      List<T> spans, Function<T, T> move, Function<T, EntitySpan> place) {
    List<T> moved = new ArrayList<>();
    for (T span : spans) {
      T one = move.apply(span);
      if (moved.stream().noneMatch(it -> place.apply(it).overlaps(place.apply(one)))) {
        moved.add(one);
      }
    }
    return moved;
  }

  /** Those of words that went out. */
  public List<EntitySpan> original(List<EntitySpan> spans) {
    return spans.stream().map(this::original).toList();
  }

  /** What somebody wrote of the sentence, with what the placeholders in it stand for. */
  public String original(String comment) {
    String restored = comment;
    for (Replacement it : replacements) {
      restored = restored.replace(it.placeholder(), original.substring(it.start(), it.end()));
    }
    return restored;
  }

  /** The kind of what hides all letters and digits of a span of original words, if one does. */
  public Optional<String> kindOf(EntitySpan span) {
    int start = originalWords.get(span.startWord()).start();
    int end = originalWords.get(span.endWord() - 1).end();
    List<Replacement> within =
        replacements.stream().filter(it -> it.start() < end && it.end() > start).toList();
    boolean isHidden =
        IntStream.range(start, end)
            .filter(at -> Character.isLetterOrDigit(original.charAt(at)))
            .allMatch(at -> within.stream().anyMatch(it -> it.start() <= at && at < it.end()));
    return within.isEmpty() || !isHidden || !original(sent(span)).equals(span)
        ? Optional.empty()
        : Optional.of(within.get(0).kind());
  }
}
