package io.winnow.contract;

import io.winnow.text.OffsetUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the offsets of one file count, as its spans of characters tell. Where an emoji or a letter
 * with an accent lies before a span, its place differs from unit to unit, and only one of them
 * gives words, or the text that the span quotes. Of a whole file this is sure, even where single
 * spans make sense in a wrong unit by chance.
 */
final class OffsetTally {

  /** Some annotators mark half a word, in any unit. */
  private static final double NEARLY_ALL = 0.95;

  /** So many more have to speak against a unit than for it. */
  private static final int CLEARLY = 3;

  private final String file;
  private final Map<OffsetUnit, Integer> fits = new EnumMap<>(OffsetUnit.class);
  private final Map<Ends, Integer> fitsMoved = new EnumMap<>(Ends.class);
  private int telling;
  private int fitsAsItIs;

  /** How others count the ends of a span; here they count from 0, and the end lies behind it. */
  private enum Ends {
    LAST_INCLUDED("include the last character", 0, 1),
    FROM_ONE("count from 1", -1, -1),
    FROM_ONE_LAST_INCLUDED("count from 1 and include the last character", -1, 0);

    private final String words;
    private final int start;
    private final int end;

    Ends(String words, int start, int end) {
      this.words = words;
      this.start = start;
      this.end = end;
    }
  }

  /**
   * @param file the return's name
   */
  OffsetTally(String file) {
    this.file = file;
  }

  /** A span that makes sense in no unit tells nothing. */
  void add(UnitReadings span) {
    if (span.fits(OffsetUnit.CODE_POINTS)) {
      fitsAsItIs++;
    } else {
      Arrays.stream(Ends.values())
          .filter(ends -> span.moved(ends.start, ends.end).fits(OffsetUnit.CODE_POINTS))
          .forEach(ends -> fitsMoved.merge(ends, 1, Integer::sum));
    }
    if (span.tellsUnits()) {
      List<OffsetUnit> units = Arrays.stream(OffsetUnit.values()).filter(span::fits).toList();
      units.forEach(unit -> fits.merge(unit, 1, Integer::sum));
      telling += units.isEmpty() ? 0 : 1;
    }
  }

  /**
   * @throws ContractBreachException if the file as a whole counts something else than code points,
   *     or its ends otherwise
   */
  void require() {
    requireCodePoints();
    for (Ends ends : Ends.values()) {
      int moved = fitsMoved.getOrDefault(ends, 0);
      if (moved > 1 && moved >= CLEARLY * fitsAsItIs) {
        throw ContractBreachException.offsets(
            file,
            "its offsets seem to %s: so %,d spans make sense, as they are %,d"
                .formatted(ends.words, moved, fitsAsItIs),
            OffsetUnit.CODE_POINTS);
      }
    }
  }

  private void requireCodePoints() {
    List<OffsetUnit> meant =
        Arrays.stream(OffsetUnit.values()).filter(this::isMeantInsteadOfCodePoints).toList();
    if (!meant.isEmpty()) {
      throw ContractBreachException.offsets(
          file,
          "its offsets count %s, not code points: of %,d spans that tell the two apart, %s make sense"
              .formatted(
                  meant.stream().map(UnitReadings::words).collect(Collectors.joining(" or ")),
                  telling,
                  Arrays.stream(OffsetUnit.values())
                      .map(unit -> "%,d as %s".formatted(fitting(unit), UnitReadings.words(unit)))
                      .collect(Collectors.joining(", "))),
          meant.get(0));
    }
  }

  /** One span alone is that row's matter. */
  private boolean isMeantInsteadOfCodePoints(OffsetUnit unit) {
    int against = telling - fitting(unit);
    int againstCodePoints = telling - fitting(OffsetUnit.CODE_POINTS);
    return telling > 1
        && fitting(unit) >= NEARLY_ALL * telling
        && againstCodePoints > 0
        && againstCodePoints >= CLEARLY * against;
  }

  private int fitting(OffsetUnit unit) {
    return fits.getOrDefault(unit, 0);
  }
}
