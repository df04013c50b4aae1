package io.winnow.selection;

import io.winnow.Internal;
import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.selection.CandidateSearch.Extent;
import io.winnow.selection.CandidateSearch.Prospects;
import io.winnow.selection.Modifier.Need;
import io.winnow.selection.Modifier.Request;
import io.winnow.selection.Selected.Reason;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a round chooses: by an acquisition function or at random, and what modifies that, in this
 * order. Written {@code mnlp + dedupe + diverse(c=3) + explore(0.1)}.
 *
 * @param base the acquisition function whose lowest scores are chosen, or {@value #RANDOM}
 * @param modifiers each kind once
 * @since 0.1.0
 */
public record QueryStrategy(String base, List<Modifier> modifiers) implements Serializable {

  /** The base that needs no scores. */
  public static final String RANDOM = "random";

  /** At random, such as in the first round, when there is no model yet. */
  public static final QueryStrategy AT_RANDOM = new QueryStrategy(RANDOM, List.of());

  /** How it may be written. */
  public static final String EXAMPLE = "mnlp + dedupe + diverse(c=3) + explore(0.1)";

  public QueryStrategy {
    modifiers = List.copyOf(modifiers);
    requireBase(base);
    Set<String> names = new HashSet<>();
    for (Modifier modifier : modifiers) {
      if (base.equals(RANDOM) && modifier.needs().contains(Need.SCORES)) {
        throw new IllegalArgumentException(
            "%s needs scores, but '%s' has none; begin with one of %s"
                .formatted(
                    modifier.written(), RANDOM, String.join(", ", AcquisitionFunctions.names())));
      }
      if (!names.add(modifier.written().name())) {
        throw new IllegalArgumentException(
            "%s is in the strategy twice; remove one".formatted(modifier.written().name()));
      }
    }
  }

  /**
   * @throws IllegalArgumentException if that is no strategy; the message says where and what is
   *     wanted
   */
  public static QueryStrategy parse(String text) {
    return new StrategyParser(text).parse();
  }

  /**
   * @throws IllegalArgumentException if no strategy may begin with this
   */
  static void requireBase(String base) {
    List<String> bases = new ArrayList<>(AcquisitionFunctions.names());
    bases.add(RANDOM);
    if (!bases.contains(base)) {
      throw new IllegalArgumentException(
          "a strategy can't begin with '%s'; it can begin with %s; %s"
              .formatted(
                  base,
                  String.join(", ", bases),
                  Modifiers.names().contains(base)
                      ? "modifiers come after that, as in mnlp + " + base
                      : AcquisitionFunctions.wayIn()));
    }
  }

  /** The groups in which it chooses one by one, if it is to. */
  @Internal
  public Optional<Strata> strata() {
    return the(Strata.class);
  }

  /** How it looks back on scores of earlier rounds, if it is to. */
  @Internal
  public Optional<History> history() {
    return the(History.class);
  }

  /** How it reckons with what sentences cost, if it is to. */
  @Internal
  public Optional<PerCost> perCost() {
    return the(PerCost.class);
  }

  private <T extends Modifier> Optional<T> the(Class<T> kind) {
    return modifiers.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** How it chooses in one of these. */
  @Internal
  public QueryStrategy withoutStrata() {
    return new QueryStrategy(
        base, modifiers.stream().filter(it -> !(it instanceof Strata)).toList());
  }

  /** How the first round chooses, in which there is no model: at random, in the same groups. */
  @Internal
  public QueryStrategy atRandom() {
    return new QueryStrategy(RANDOM, strata().map(List::<Modifier>of).orElse(List.of()));
  }

  public boolean isRandom() {
    return base.equals(RANDOM);
  }

  /** The acquisition function that must have been scored; none where all is by chance. */
  public Optional<String> acquisition() {
    return isRandom() ? Optional.empty() : Optional.of(base);
  }

  /** The score of a sentence that the model has no doubt about. */
  public double certain() {
    return isRandom() ? 0 : AcquisitionFunctions.named(base).certain();
  }

  /** What its modifiers look at. */
  public Set<Need> needs() {
    return modifiers.stream().flatMap(it -> it.needs().stream()).collect(Collectors.toSet());
  }

  /** Whether a sentence of so many words may be chosen. */
  public boolean allows(int words) {
    return modifiers.stream().allMatch(modifier -> modifier.allows(words));
  }

  /** The share of the budget that modifiers draw by chance; in 0 to 1. */
  public double chance(int round) {
    return Math.min(1, modifiers.stream().mapToDouble(modifier -> modifier.chance(round)).sum());
  }

  /** How many times the budget to choose from. */
  public double reach() {
    return modifiers.stream().mapToDouble(Modifier::reach).max().orElse(1);
  }

  /**
   * The selection set in order of rank: first those chosen by rank, then those that a modifier drew
   * by chance. Costs no more than the budget, and no less than it can.
   *
   * @return empty if the candidates don't suffice, but the pool has more
   */
  @Internal
  public Optional<List<Selected>> choose(Prospects prospects, Request request) {
    boolean more = prospects.extent() != Extent.ALL;
    if (prospects.chanceExtent() == Extent.TOO_FEW) {
      return Optional.empty();
    }
    Draft draft = new Draft(prospects.ranked(), List.of(), prospects.byChance());
    Budget budget = request.budget();
    for (Modifier modifier : modifiers) {
      long wanted = draft.left(budget).times(modifier.reach()).amount();
      if (more && budget.costOf(draft.ranked()).amount() < wanted) {
        return Optional.empty();
      }
      draft = modifier.apply(draft, request);
    }
    Budget left = draft.left(budget);
    List<Candidate> picks = left.prefixOf(draft.ranked());
    boolean tooFew = more && left.amount() > 0 && picks.size() == draft.ranked().size();
    return tooFew ? Optional.empty() : Optional.of(selection(picks, draft.explored()));
  }

  private List<Selected> selection(List<Candidate> picks, List<Candidate> explored) {
    Reason reason = isRandom() ? Reason.RANDOM : Reason.UNCERTAIN;
    List<Selected> chosen = new ArrayList<>();
    picks.forEach(pick -> chosen.add(new Selected(chosen.size() + 1, pick, reason)));
    explored.forEach(pick -> chosen.add(new Selected(chosen.size() + 1, pick, Reason.RANDOM)));
    return List.copyOf(chosen);
  }

  /** As it is written, every argument by its name; parses to an equal strategy. */
  @Override
  public String toString() {
    return base + modifiers.stream().map(it -> " + " + it.written()).collect(Collectors.joining());
  }
}
