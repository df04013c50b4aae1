package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.GivenSpan.Counts;
import io.winnow.jobs.ingest.GivenSpan.Place;
import io.winnow.jobs.ingest.RawRecord.GivenWord;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import io.winnow.text.TextAlignment;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one span tells of how its offsets count: in which units it fits, and which of them give the
 * same place. It fits if its quote is the text there, or else if it cuts no word and has a letter
 * or digit.
 *
 * @param bits which units it fits, in the order of {@link OffsetUnit}; then for each unit the first
 *     one that gives the same place; then which of {@link Shift} it fits. So there are few
 *     different ones, which can be counted
 */
record OffsetVote(int bits) {

  private static final OffsetUnit[] UNITS = OffsetUnit.values();
  private static final int PLACES = UNITS.length;
  private static final int SHIFTS = PLACES + 2 * UNITS.length;
  private static final int[] NOWHERE = {-1, -1};

  /**
   * What else offsets may mean than from a first character, counted from 0, to one past the end.
   */
  enum Shift {
    ENDS_INCLUSIVE(0, 1, "if each end is the last character, not one past it; add 1 to each end"),
    FROM_1(-1, -1, "if they count from 1; subtract 1 from each start and each end"),
    FROM_1_INCLUSIVE(-1, 0, "if they count from 1 and ends are inclusive; subtract 1 from starts");

    private final int start;
    private final int end;
    private final String meaning;

    Shift(int start, int end, String meaning) {
      this.start = start;
      this.end = end;
      this.meaning = meaning;
    }

    /** What it is that fits, and what to do. */
    String meaning() {
      return meaning;
    }
  }

  boolean fits(OffsetUnit unit) {
    return (bits & 1 << unit.ordinal()) != 0;
  }

  boolean fitsAny() {
    return Arrays.stream(UNITS).anyMatch(this::fits);
  }

  /** Whether units give different places. */
  boolean tellsApart() {
    return Arrays.stream(UNITS).anyMatch(unit -> place(unit) != 0);
  }

  boolean isApart(OffsetUnit one, OffsetUnit other) {
    return place(one) != place(other);
  }

  private int place(OffsetUnit unit) {
    return bits >> PLACES + 2 * unit.ordinal() & 3;
  }

  /** Whether it fits so, and does not as it is. */
  boolean fits(Shift shift) {
    return (bits & 1 << SHIFTS + shift.ordinal()) != 0;
  }

  /** One for each different span that counts characters. */
  static List<OffsetVote> of(Sentence sentence, List<GivenSpan> spans) {
    TextPlaces places = TextPlaces.of(sentence.text());
    return spans.stream()
        .filter(span -> span.counts() == Counts.CHARACTERS)
        .distinct()
        .map(span -> of(places, span, sentence.words()))
        .toList();
  }

  /** One for each word that is given with its place. */
  static List<OffsetVote> ofWords(String text, List<GivenWord> words) {
    TextPlaces places = TextPlaces.of(text);
    List<OffsetVote> votes = new ArrayList<>();
    for (GivenWord word : words) {
      if (word.isPlaced() && word.text() != null) {
        votes.add(
            of(
                places,
                new GivenSpan(Counts.CHARACTERS, word.start(), word.end(), "", word.text()),
                List.of()));
      }
    }
    return votes;
  }

  private static OffsetVote of(TextPlaces places, GivenSpan span, List<Word> words) {
    int bits = 0;
    int[][] at = new int[UNITS.length][];
    for (OffsetUnit unit : UNITS) {
      at[unit.ordinal()] = place(places, unit, span.start(), span.end());
      int same = 0;
      while (!Arrays.equals(at[same], at[unit.ordinal()])) {
        same++;
      }
      bits |= same << PLACES + 2 * unit.ordinal();
      boolean fits =
          same < unit.ordinal()
              ? (bits & 1 << same) != 0
              : isFit(places.text(), at[same], span, words);
      bits |= fits ? 1 << unit.ordinal() : 0;
    }
    OffsetVote vote = new OffsetVote(bits);
    if (vote.fitsAny()) {
      return vote;
    }
    for (Shift shift : Shift.values()) {
      boolean fits =
          Arrays.stream(UNITS)
              .map(unit -> place(places, unit, span.start() + shift.start, span.end() + shift.end))
              .anyMatch(it -> isFit(places.text(), it, span, words));
      bits |= fits ? 1 << SHIFTS + shift.ordinal() : 0;
    }
    return new OffsetVote(bits);
  }

  private static int[] place(TextPlaces places, OffsetUnit unit, int start, int end) {
    int from = places.utf16(unit, start);
    int to = places.utf16(unit, end);
    return from < 0 || to <= from ? NOWHERE : new int[] {from, to};
  }

  private static boolean isFit(String text, int[] at, GivenSpan span, List<Word> words) {
    if (at[0] < 0) {
      return false;
    }
    if (span.isQuoted()) {
      return TextAlignment.isSame(text.substring(at[0], at[1]), span.quote());
    }
    return GivenSpan.isNamed(text.substring(at[0], at[1]))
        && Place.of(at[0], at[1], words).filter(place -> !place.cutsWord(words)).isPresent();
  }
}
