package io.winnow.exchange;

import io.winnow.exchange.RecordTally.NotThatFormatException;
import io.winnow.exchange.SentPlaces.Place;
import io.winnow.text.OffsetUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the offsets of one file count: the tool's usual unit, unless its spans say otherwise. Only
 * spans that lie elsewhere in some unit have a say. A span fits a unit if what lies there is what
 * it quotes, or else whole words.
 */
final class UnitTally {

  /** A few spans of a file may be wrong in any unit. */
  private static final double NEARLY_ALL = 0.95;

  private final OffsetUnit usual;
  private final Map<OffsetUnit, Integer> fits = new EnumMap<>(OffsetUnit.class);

  /** Pairs of units that gave some span different places. */
  private final Set<Set<OffsetUnit>> apart = new HashSet<>();

  private int spans;

  UnitTally(OffsetUnit usual) {
    this.usual = usual;
    Arrays.stream(OffsetUnit.values()).forEach(unit -> fits.put(unit, 0));
  }

  /**
   * @param note what there is to say about it; empty for the usual unit
   */
  record Decision(OffsetUnit unit, Optional<String> note) {}

  void add(Region region, SentPlaces places) {
    Map<OffsetUnit, Optional<Place>> byUnit = new EnumMap<>(OffsetUnit.class);
    for (OffsetUnit unit : OffsetUnit.values()) {
      byUnit.put(unit, places.place(unit, region));
    }
    if (Set.copyOf(byUnit.values()).size() == 1) {
      return;
    }
    spans++;
    byUnit.forEach(
        (unit, place) -> {
          boolean isFit = place.filter(it -> places.fits(it, region)).isPresent();
          fits.merge(unit, isFit ? 1 : 0, Integer::sum);
          byUnit.forEach(
              (other, otherPlace) -> {
                if (!place.equals(otherPlace)) {
                  apart.add(pair(unit, other));
                }
              });
        });
  }

  /**
   * @throws NotThatFormatException if the spans fit another unit better, but not so clearly that it
   *     can be taken
   */
  Decision decide() {
    int usualFits = fits.get(usual);
    List<OffsetUnit> better =
        fits.keySet().stream().filter(unit -> fits.get(unit) > usualFits).toList();
    if (better.isEmpty()) {
      return new Decision(usual, Optional.empty());
    }
    int most = better.stream().mapToInt(fits::get).max().orElseThrow();
    List<OffsetUnit> best = better.stream().filter(unit -> fits.get(unit) == most).toList();
    boolean isClear = most == spans || most >= NEARLY_ALL * spans && usualFits < spans / 2.0;
    boolean isOne = best.stream().noneMatch(unit -> apart.contains(pair(unit, best.get(0))));
    if (!isClear || !isOne) {
      throw new NotThatFormatException(
          "what its offsets count can't be told. Of %d spans whose place depends on it, so many fit"
                  .formatted(spans)
              + " words or quotes: %s. Name the unit with --offsets".formatted(table()),
          null);
    }
    return new Decision(
        best.get(0),
        Optional.of(
            "offsets of %%s count %s, not %s: %d of %d spans fit words or quotes; as %s %d"
                .formatted(best.get(0), usual, most, spans, usual, usualFits)));
  }

  private static Set<OffsetUnit> pair(OffsetUnit one, OffsetUnit other) {
    return one == other ? Set.of(one) : Set.of(one, other);
  }

  private String table() {
    return fits.entrySet().stream()
        .map(fit -> "%s %d".formatted(fit.getKey(), fit.getValue()))
        .collect(Collectors.joining(", "));
  }
}
