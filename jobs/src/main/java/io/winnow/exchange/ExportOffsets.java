package io.winnow.exchange;

import io.winnow.exchange.RecordTally.NotThatFormatException;
import io.winnow.offsets.OffsetDecision;
import io.winnow.offsets.OffsetTally;
import io.winnow.text.OffsetUnit;
import java.util.Optional;

/** What the offsets of an export count: what the tool's do, unless its spans say otherwise. */
final class ExportOffsets {

  private static final String OPTION = "--offsets";

  private ExportOffsets() {}

  /**
   * A tool's unit is known. So it stands, with a warning, where spans speak for several units and
   * for none more than for this one: each span is held against its words once more.
   *
   * @param usual the tool's unit
   * @param named the unit that was asked for
   * @throws NotThatFormatException if ends are shifted, or if more spans fit another unit, but not
   *     so clearly that it can be taken
   */
  static OffsetDecision decide(OffsetTally tally, OffsetUnit usual, Optional<OffsetUnit> named) {
    OffsetDecision decision =
        named.map(tally::named).orElseGet(() -> tally.decide(usual, OffsetTally.Use.READ));
    decision
        .shifted()
        .ifPresent(
            it -> {
              throw new NotThatFormatException(
                  "its offsets seem to be shifted: %s".formatted(it), null);
            });
    if (!decision.isCertain() && decision.unit() != usual) {
      throw new NotThatFormatException(
          "what its offsets count can't be told: %s. Name the unit with %s"
              .formatted(decision.counts(), OPTION),
          null);
    }
    return decision;
  }

  /** What to say of it; empty if there is nothing. */
  static Optional<String> note(String file, OffsetDecision decision) {
    return decision.note(file, OPTION);
  }
}
