package io.winnow.exchange;

import io.winnow.offsets.OffsetPlaces;
import io.winnow.offsets.OffsetVote;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import io.winnow.text.TextAlignment;
import io.winnow.text.Word;
import java.util.List;
import java.util.Optional;

/** Places in a tool's copy of a sentence as places in the sentence that was sent. */
final class SentPlaces {

  private final String copy;
  private final OffsetPlaces offsets;
  private final Sentence sent;

  /** Null where the copy is letter by letter what was sent. */
  private final TextAlignment alignment;

  private SentPlaces(String copy, Sentence sent, TextAlignment alignment) {
    this.copy = copy;
    this.offsets = OffsetPlaces.of(copy);
    this.sent = sent;
    this.alignment = alignment;
  }

  /**
   * @return empty if the copy is of another text
   */
  static Optional<SentPlaces> of(String copy, Sentence sent) {
    return copy.equals(sent.text())
        ? Optional.of(new SentPlaces(copy, sent, null))
        : TextAlignment.of(copy, sent.text())
            .map(alignment -> new SentPlaces(copy, sent, alignment));
  }

  /**
   * @param start in UTF-16 units of the sentence that was sent, as is {@code end}
   */
  record Place(int start, int end) {}

  /**
   * Where a region lies. What can't be seen at its ends belongs to it only as far as it belongs to
   * a word there.
   *
   * @return empty if it lies outside of the text, or within a character, in this unit
   */
  Optional<Place> place(OffsetUnit unit, Region region) {
    int start = offsets.utf16(unit, region.start());
    int end = offsets.utf16(unit, region.end());
    return start < 0 || end < start ? Optional.empty() : place(start, end);
  }

  /** What a region tells of what its offsets count. */
  OffsetVote vote(Region region) {
    return OffsetVote.of(
        offsets,
        region.start(),
        region.end(),
        (start, end) -> place(start, end).filter(place -> fits(place, region)).isPresent());
  }

  private Optional<Place> place(int from, int to) {
    int start = TextAlignment.visibleStart(copy, from, to);
    int end = TextAlignment.visibleEnd(copy, start, to);
    if (alignment != null) {
      boolean isEmpty = start == end;
      start = alignment.start(start);
      end = isEmpty ? start : alignment.end(end);
    }
    return start < 0 || end < start
        ? Optional.empty()
        : Optional.of(new Place(wordStart(start), wordEnd(end)));
  }

  private int wordStart(int place) {
    for (Word word : sent.words()) {
      if (word.start() <= place
          && place < word.end()
          && isUnseen(sent.text(), word.start(), place)) {
        return word.start();
      }
    }
    return place;
  }

  private int wordEnd(int place) {
    for (Word word : sent.words()) {
      if (word.start() < place && place <= word.end() && isUnseen(sent.text(), place, word.end())) {
        return word.end();
      }
    }
    return place;
  }

  private static boolean isUnseen(String text, int start, int end) {
    return TextAlignment.visibleStart(text, start, end) == end;
  }

  String cut(Place place) {
    return sent.text().substring(place.start, place.end);
  }

  /** In code points. */
  int codePoints(int place) {
    return sent.text().codePointCount(0, place);
  }

  /** Whether it is what the region quotes; where it quotes nothing, whether it is whole words. */
  private boolean fits(Place place, Region region) {
    return region.quote() == null ? words(place, region.type()).isPresent() : quotes(place, region);
  }

  /** Whether it is what the region quotes, or the region quotes nothing. */
  boolean quotes(Place place, Region region) {
    return region.quotes(cut(place), sent.text());
  }

  /** Empty unless it begins and ends where words do. */
  Optional<EntitySpan> words(Place place, String type) {
    List<Word> words = sent.words();
    int first = -1;
    for (int i = 0; i < words.size(); i++) {
      first = words.get(i).start() == place.start ? i : first;
      if (first >= 0 && words.get(i).end() == place.end) {
        return Optional.of(new EntitySpan(first, i + 1, type));
      }
    }
    return Optional.empty();
  }
}
