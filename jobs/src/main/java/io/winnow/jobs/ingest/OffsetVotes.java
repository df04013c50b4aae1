package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.OffsetVote.Shift;
import io.winnow.text.OffsetUnit;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the spans of a file tell of how its offsets count. */
final class OffsetVotes implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of the spans that tell two units apart, so many may speak against the one taken. */
  private static final double MOST_AGAINST = 0.05;

  /** One span that fits better elsewhere may be a slip. */
  private static final long FEWEST_SHIFTED = 2;

  private static final List<OffsetUnit> UNITS = List.of(OffsetUnit.values());

  private final Map<Integer, Long> counts = new TreeMap<>();

  void add(int vote, long times) {
    counts.merge(vote, times, Long::sum);
  }

  void add(OffsetVotes other) {
    other.counts.forEach(this::add);
  }

  /**
   * The usual unit if nothing speaks for another one; else that other one, if it is sure.
   *
   * @param file its name, for messages
   * @throws InputException if several could be meant; shows how many spans fit each
   */
  OffsetUnit unit(String file, OffsetUnit usual) {
    if (UNITS.stream().allMatch(other -> isAtLeast(usual, other))) {
      return usual;
    }
    List<OffsetUnit> better =
        UNITS.stream()
            .filter(unit -> unit != usual && count(v -> v.fits(unit) && !v.fits(usual)) > 0)
            .filter(unit -> UNITS.stream().allMatch(other -> isAtLeast(unit, other)))
            .toList();
    boolean areSame = better.stream().allMatch(unit -> both(unit, better.get(0)) == 0);
    if (better.isEmpty() || !areSame) {
      throw new InputException(
          "Cannot tell what the offsets in %s count. Of %,d spans that lie elsewhere in some unit, there fit (begin and end with a word, or with what they quote): %s. If one unit is right, name it, such as init.offsets=%s; if files were put together, give each by itself"
              .formatted(
                  file,
                  telling(),
                  UNITS.stream().map(this::fitting).collect(Collectors.joining(", ")),
                  UNITS.stream()
                      .max(Comparator.comparing(unit -> count(v -> tells(v) && v.fits(unit))))
                      .orElse(usual)));
    }
    return better.get(0);
  }

  /** What to say of a unit that was taken; empty if there is nothing. */
  Optional<String> note(String file, OffsetUnit taken, OffsetUnit usual) {
    if (taken != usual) {
      return Optional.of(
          "offsets of %s count %s: of %,d spans that lie elsewhere in some unit, %,d fit; as %s %,d"
              .formatted(
                  file,
                  taken,
                  telling(),
                  count(v -> tells(v) && v.fits(taken)),
                  usual,
                  count(v -> tells(v) && v.fits(usual))));
    }
    return UNITS.stream()
        .filter(other -> both(taken, other) > 0 && isAtLeast(other, taken))
        .findFirst()
        .map(
            other ->
                "Warning: offsets of %s are taken to count %s; as %s they would lie elsewhere and fit, too (spans: %,d); init.offsets names the unit"
                    .formatted(file, taken, other, both(taken, other)));
  }

  /**
   * @throws InputException if spans fit as they should only if read with a shift
   */
  void requireUnshifted(String file, OffsetUnit unit) {
    long fit = count(vote -> vote.fits(unit));
    for (Shift shift : Shift.values()) {
      long shifted = count(vote -> vote.fits(shift));
      if (shifted >= FEWEST_SHIFTED && fit <= MOST_AGAINST * (fit + shifted)) {
        throw new InputException(
            "Offsets in %s seem to be shifted: %,d spans begin and end with a word, or with what they quote, only %s. As they are, %,d do. Here the first character is 0, and an end is one past the last"
                .formatted(file, shifted, shift.meaning(), fit));
      }
    }
  }

  /** Whether hardly a span fits the other unit alone, of those that fit one of both alone. */
  private boolean isAtLeast(OffsetUnit unit, OffsetUnit other) {
    long alone = count(vote -> vote.fits(unit) && !vote.fits(other));
    long otherAlone = count(vote -> vote.fits(other) && !vote.fits(unit));
    return otherAlone <= MOST_AGAINST * (alone + otherAlone);
  }

  /** Spans that fit both in different places. */
  private long both(OffsetUnit unit, OffsetUnit other) {
    return count(vote -> vote.fits(unit) && vote.fits(other) && vote.isApart(unit, other));
  }

  private String fitting(OffsetUnit unit) {
    return "%s %,d".formatted(unit, count(vote -> tells(vote) && vote.fits(unit)));
  }

  private long telling() {
    return count(OffsetVotes::tells);
  }

  private static boolean tells(OffsetVote vote) {
    return vote.tellsApart() && vote.fitsAny();
  }

  private long count(Predicate<OffsetVote> test) {
    return counts.entrySet().stream()
        .filter(it -> test.test(new OffsetVote(it.getKey())))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
