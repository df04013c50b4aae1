package io.winnow.selection;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Spends a share of the budget on sentences drawn at random from the whole pool, for what the model
 * is wrongly certain of; in later rounds optionally a smaller one: share x decay^(round - 1).
 * Epsilon-greedy, as it is annealed for bandits (Sutton and Barto 1998). What is drawn stays an
 * unbiased sample of the pool's sentences that cost no more than the whole share: later elements
 * don't touch it.
 *
 * @param share of the budget in round 1, in 0 to 1
 * @param decay in 0 to 1; 1: the same share in every round
 */
record Explore(double share, double decay) implements Modifier {

  Explore {
    if (!(share >= 0 && share <= 1 && decay >= 0 && decay <= 1)) {
      throw new IllegalArgumentException(
          "explore has share %s and decay %s, but both lie in 0 to 1".formatted(share, decay));
    }
  }

  @Override
  public Element written() {
    return Element.of("explore").with("share", share).with("decay", decay);
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.SCORES);
  }

  @Override
  public double chance(int round) {
    return share * Math.pow(decay, Math.max(0, round - 1));
  }

  @Override
  public Draft apply(Draft draft, Request request) {
    Budget own = request.budget().share(chance(request.round()));
    List<Candidate> drawn = own.prefixOf(draft.byChance());
    Set<String> taken = drawn.stream().map(Candidate::id).collect(Collectors.toSet());
    List<Candidate> others =
        draft.ranked().stream().filter(it -> !taken.contains(it.id())).toList();
    return new Draft(others, drawn, List.of());
  }
}
