package io.winnow.offsets;

import io.winnow.text.OffsetUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the offsets of a file count, and what tells it.
 *
 * @param usual what they count where nothing else is known
 * @param unit the one that is meant; where that can't be told, the one that most spans fit, at best
 *     the usual one
 * @param meant the unit that is meant; none if each has too many spans against it; several if it
 *     can't be told which of them
 * @param telling spans that fit some unit, and lie elsewhere in another one
 * @param fits how many of these fit each unit
 * @param rival another unit that is as good; present only where one unit is meant
 * @param shifted how ends are written, if not from 0 to one past the last
 */
public record OffsetDecision(
    OffsetUnit usual,
    OffsetUnit unit,
    List<OffsetUnit> meant,
    long telling,
    Map<OffsetUnit, Long> fits,
    Optional<Rival> rival,
    Optional<Shifted> shifted) {

  public OffsetDecision {
    meant = List.copyOf(meant);
    fits = Map.copyOf(fits);
  }

  /**
   * A unit that could be meant as well.
   *
   * @param spans that lie elsewhere in it, and fit there, too
   */
  public record Rival(OffsetUnit unit, long spans) {}

  /**
   * @param unit the one that is meant; another one if no shift makes sense in that
   * @param spans that make sense only so
   * @param asTheyAre spans that make sense as they are
   */
  public record Shifted(OffsetShift shift, OffsetUnit unit, long spans, long asTheyAre) {

    /** The rest of a sentence on them; what is to be done is part of it. */
    @Override
    public String toString() {
      return "%,d spans, read as %s, begin and end with a word, or with what they quote, only if %s. As they are, %,d do"
          .formatted(spans, unit, shift, asTheyAre);
    }
  }

  /** Whether it can be told. */
  public boolean isCertain() {
    return meant.size() == 1;
  }

  /** Whether it is one of the other units, though it may not be told which. */
  public boolean isAnother() {
    return !meant.isEmpty() && !meant.contains(usual);
  }

  /** What to say of a unit that was taken; empty if there is nothing. */
  public Optional<String> note(String file, String option) {
    if (!isCertain() || rival.isPresent()) {
      return Optional.of(
          "Warning: offsets of %s are taken to count %s; %s; %s names the unit"
              .formatted(
                  file,
                  unit,
                  rival
                      .map(
                          it ->
                              "as %s they would lie elsewhere and fit, too (spans: %,d)"
                                  .formatted(it.unit(), it.spans()))
                      .orElseGet(this::counts),
                  option));
    }
    return unit == usual
        ? Optional.empty()
        : Optional.of(
            "offsets of %s count %s: of %,d spans that lie elsewhere in some unit, %,d fit; as %s %,d"
                .formatted(file, unit, telling, fits.get(unit), usual, fits.get(usual)));
  }

  /** How many spans fit each unit. */
  public String counts() {
    return "of %,d spans that lie elsewhere in some unit, there fit (begin and end with a word, or with what they quote): %s"
        .formatted(
            telling,
            Arrays.stream(OffsetUnit.values())
                .map(unit -> "%s %,d".formatted(unit, fits.get(unit)))
                .collect(Collectors.joining(", ")));
  }
}
