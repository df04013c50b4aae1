package io.winnow.offsets;

import io.winnow.offsets.OffsetDecision.Rival;
import io.winnow.offsets.OffsetDecision.Shifted;
import io.winnow.text.OffsetUnit;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The votes of a file's spans. Tallies of a file's parts add up, in any order. */
public final class OffsetTally implements Serializable {

  private static final long serialVersionUID = 1L;

  /** One span that makes sense elsewhere may be a slip. */
  private static final long FEWEST_SHIFTED = 2;

  private static final List<OffsetUnit> UNITS = List.of(OffsetUnit.values());

  private final Map<Integer, Long> counts = new HashMap<>();

  /** What a decision is for, as that says how sure it has to be. */
  public enum Use {
    /**
     * Who reads on takes a unit that nobody named. Wrong labels are worse than a question, so
     * hardly a span may speak against it: people slip, and mark half a word.
     */
    READ(0.05),

    /**
     * Nothing is taken, so nothing can be taken in a wrong way. Who lets such a file pass takes
     * those of its spans that make sense by chance: so a clear majority is enough.
     */
    REFUSE(0.25);

    /** Of the spans that fit one of two readings alone, the share that may fit the other one. */
    private final double mostAgainst;

    Use(double mostAgainst) {
      this.mostAgainst = mostAgainst;
    }

    private boolean allows(long against, long alone) {
      return against <= mostAgainst * (against + alone);
    }
  }

  public void add(OffsetVote vote) {
    counts.merge(vote.bits(), 1L, Long::sum);
  }

  public void add(OffsetTally other) {
    other.counts.forEach((vote, times) -> counts.merge(vote, times, Long::sum));
  }

  /**
   * The usual unit if nothing speaks for another one; else those that speak for themselves.
   *
   * @param usual what offsets count where nothing else is known
   */
  public OffsetDecision decide(OffsetUnit usual, Use use) {
    List<OffsetUnit> meant =
        isBest(usual, use)
            ? List.of(usual)
            : UNITS.stream()
                .filter(unit -> unit != usual && alone(unit, usual) > 0 && isBest(unit, use))
                .toList();
    boolean areSame = meant.stream().allMatch(unit -> both(unit, meant.get(0)) == 0);
    return decision(usual, areSame ? meant.stream().limit(1).toList() : meant);
  }

  /** The decision of whoever knows better; ends may be shifted all the same. */
  public OffsetDecision named(OffsetUnit unit) {
    return new OffsetDecision(
        unit, unit, List.of(unit), telling(), fits(), Optional.empty(), shifted(unit));
  }

  private OffsetDecision decision(OffsetUnit usual, List<OffsetUnit> meant) {
    boolean isCertain = meant.size() == 1;
    Map<OffsetUnit, Long> fits = fits();
    OffsetUnit unit = isCertain ? meant.get(0) : mostFit(fits, usual);
    Optional<Rival> rival = isCertain ? rival(unit) : Optional.empty();
    return new OffsetDecision(usual, unit, meant, telling(), fits, rival, shifted(unit));
  }

  private static OffsetUnit mostFit(Map<OffsetUnit, Long> fits, OffsetUnit usual) {
    return UNITS.stream()
        .max(Comparator.<OffsetUnit>comparingLong(fits::get).thenComparing(usual::equals))
        .orElseThrow();
  }

  private boolean isBest(OffsetUnit unit, Use use) {
    return UNITS.stream().allMatch(other -> use.allows(alone(other, unit), alone(unit, other)));
  }

  /** Spans that fit one and not the other. */
  private long alone(OffsetUnit unit, OffsetUnit other) {
    return count(vote -> vote.fits(unit) && !vote.fits(other));
  }

  /** Spans that fit both in different places. */
  private long both(OffsetUnit unit, OffsetUnit other) {
    return count(vote -> vote.fits(unit) && vote.fits(other) && vote.isApart(unit, other));
  }

  private Optional<Rival> rival(OffsetUnit taken) {
    return UNITS.stream()
        .filter(other -> both(taken, other) > 0)
        .filter(other -> Use.READ.allows(alone(taken, other), alone(other, taken)))
        .findFirst()
        .map(other -> new Rival(other, both(taken, other)));
  }

  /** In the unit that is meant, or else in another one. */
  private Optional<Shifted> shifted(OffsetUnit meant) {
    return shifted(meant, List.of(meant)).or(() -> shifted(meant, UNITS));
  }

  private Optional<Shifted> shifted(OffsetUnit meant, List<OffsetUnit> units) {
    return units.stream()
        .flatMap(unit -> Arrays.stream(OffsetShift.values()).map(it -> new Reading(it, unit)))
        .filter(shifted -> UNITS.stream().allMatch(unit -> isBetter(shifted, unit)))
        .map(
            it ->
                new Shifted(
                    it.shift,
                    it.unit,
                    count(vote -> it.isFitBy(vote) && !vote.fits(meant)),
                    count(vote -> vote.fits(meant))))
        .max(Comparator.comparingLong(Shifted::spans));
  }

  private record Reading(OffsetShift shift, OffsetUnit unit) {

    private boolean isFitBy(OffsetVote vote) {
      return vote.fits(shift, unit);
    }
  }

  /** Than a unit whose offsets are as they should be. */
  private boolean isBetter(Reading shifted, OffsetUnit unit) {
    long alone = count(vote -> shifted.isFitBy(vote) && !vote.fits(unit));
    long against = count(vote -> vote.fits(unit) && !shifted.isFitBy(vote));
    return alone >= FEWEST_SHIFTED && Use.REFUSE.allows(against, alone);
  }

  private long telling() {
    return count(OffsetVote::tells);
  }

  private Map<OffsetUnit, Long> fits() {
    Map<OffsetUnit, Long> fits = new EnumMap<>(OffsetUnit.class);
    UNITS.forEach(unit -> fits.put(unit, count(vote -> vote.tells() && vote.fits(unit))));
    return fits;
  }

  private long count(Predicate<OffsetVote> test) {
    return counts.entrySet().stream()
        .filter(it -> test.test(new OffsetVote(it.getKey())))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
