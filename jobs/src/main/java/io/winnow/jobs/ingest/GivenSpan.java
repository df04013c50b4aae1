package io.winnow.jobs.ingest;

import io.winnow.spans.WrittenSpan;
import io.winnow.spans.WrittenSpan.Counts;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import io.winnow.text.TextAlignment;
import io.winnow.text.Word;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A span as an input gives it: {@code [start, end)} and a type.
 *
 * @param quote the text that it is said to hold; empty if that is not said
 */
record GivenSpan(Counts counts, int start, int end, String type, String quote) {

  /** Of words outside and inside of entities: as types they would be entities of their own. */
  private static final Pattern TAG = Pattern.compile("[Oo]|[BI]-.+");

  /**
   * @throws IllegalArgumentException if no text is as long, or if the type is the tag of a word
   */
  static GivenSpan of(WrittenSpan span) {
    if (TAG.matcher(span.type()).matches()) {
      throw new IllegalArgumentException(
          "'%s', the type of span %s, is a tag of a single word; give entities with types such as PER, or tags as a list with one for each word"
              .formatted(span.type(), span.place()));
    }
    WrittenSpan.Place place = span.place();
    if (place.start() > Integer.MAX_VALUE || place.end() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("entity span %s does not fit any text".formatted(span));
    }
    return new GivenSpan(
        place.counts(), (int) place.start(), (int) place.end(), span.type(), span.quote());
  }

  /** The words from first to last, one past it; characters from start to end in UTF-16 units. */
  record Place(int start, int end, int firstWord, int lastWord) {

    /** Where characters lie; empty if no word is there. */
    static Optional<Place> of(int start, int end, List<Word> words) {
      int first = 0;
      while (first < words.size() && words.get(first).end() <= start) {
        first++;
      }
      int last = first;
      while (last < words.size() && words.get(last).start() < end) {
        last++;
      }
      return last == first ? Optional.empty() : Optional.of(new Place(start, end, first, last));
    }

    /** Whether it begins or ends inside a word. */
    boolean cutsWord(List<Word> words) {
      return words.get(firstWord).start() < start || words.get(lastWord - 1).end() > end;
    }
  }

  /**
   * @param unit of characters
   * @throws IllegalArgumentException if it does not fit the sentence, or says another text
   */
  Place in(Sentence sentence, OffsetUnit unit) {
    List<Word> words = sentence.words();
    if (start < 0 || end < 0 || start > end) {
      throw new IllegalArgumentException("entity span %s ends before it begins".formatted(this));
    }
    if (start == end) {
      throw new IllegalArgumentException(
          "entity span %s holds nothing: an end is one past the last".formatted(this));
    }
    if (counts == Counts.WORDS) {
      if (end > words.size()) {
        throw new IllegalArgumentException(
            "entity span %s does not fit the sentence's %d words".formatted(this, words.size()));
      }
      Place place = new Place(words.get(start).start(), words.get(end - 1).end(), start, end);
      requireQuote(sentence.text(), place.start(), place.end());
      return place;
    }
    int from = unit.toUtf16(sentence.text(), start);
    int to = unit.toUtf16(sentence.text(), end);
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException(
          "entity span %s does not fit the text's %d %s"
              .formatted(this, length(sentence.text(), unit), characters(unit)));
    }
    requireQuote(sentence.text(), from, to);
    return Place.of(from, to, words)
        .orElseThrow(
            () -> new IllegalArgumentException("entity span %s holds no word".formatted(this)));
  }

  private void requireQuote(String text, int from, int to) {
    if (isQuoted() && !TextAlignment.isSame(text.substring(from, to), quote)) {
      throw new IllegalArgumentException(
          "entity span %s says '%s', the text has '%s' there"
              .formatted(this, quote, text.substring(from, to)));
    }
  }

  /** Whether there is a quote of something that can be seen. */
  boolean isQuoted() {
    return !TextAlignment.skeleton(quote).isEmpty();
  }

  /** Whether a text is more than signs: names have letters or digits. */
  static boolean isNamed(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static int length(String text, OffsetUnit unit) {
    int length = text.length();
    while (unit.toUtf16(text, length) < 0) {
      length += unit == OffsetUnit.BYTES ? 1 : -1;
    }
    return length;
  }

  private static String characters(OffsetUnit unit) {
    return unit == OffsetUnit.CODE_POINTS ? "characters" : "characters, counted in " + unit;
  }

  EntitySpan entity(Place place) {
    return new EntitySpan(place.firstWord(), place.lastWord(), type);
  }

  @Override
  public String toString() {
    return "[%d,%d) %s".formatted(start, end, type);
  }
}
