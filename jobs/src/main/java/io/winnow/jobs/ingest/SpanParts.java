package io.winnow.jobs.ingest;

import io.winnow.spans.WrittenSpan.Counts;
import io.winnow.spans.WrittenSpan.Place;
import io.winnow.text.OffsetUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A span that is given in parts. Tools cut one where a line ends; parts with nothing but blanks
 * between them are one span.
 */
final class SpanParts {

  private final List<Place> parts = new ArrayList<>();

  void add(long start, long end) {
    parts.add(new Place(Counts.CHARACTERS, start, end));
  }

  /**
   * @param name what messages call the span
   * @param unit what offsets count
   * @throws IllegalArgumentException if there is other text between parts, or no part
   */
  Place joined(String name, String text, OffsetUnit unit) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("%s has no place".formatted(name));
    }
    List<Place> sorted = parts.stream().sorted(Comparator.comparingLong(Place::start)).toList();
    Place joined = sorted.get(0);
    for (Place part : sorted.subList(1, sorted.size())) {
      boolean isNear = joined.end() <= part.start() && part.end() <= Integer.MAX_VALUE;
      String between = isNear ? unit.cut(text, (int) joined.end(), (int) part.start()) : null;
      if (between == null || !between.isBlank()) {
        throw new IllegalArgumentException(
            "%s is in %d parts with other text between: %s; a span goes from one word to another, so mark each part by itself or leave it out"
                .formatted(name, sorted.size(), sorted));
      }
      joined = new Place(Counts.CHARACTERS, joined.start(), part.end());
    }
    return joined;
  }
}
