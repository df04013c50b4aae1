package io.winnow.selection;

import io.winnow.extension.Registry;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The modifiers that a strategy may name: Winnow's own, and those whose kinds jars on the class
 * path name in {@code META-INF/services/io.winnow.selection.ModifierKind}.
 *
 * @since 0.1.0
 */
public final class Modifiers {

  private static final Registry<ModifierKind> ALL =
      new Registry<>(
          ModifierKind.class,
          "modifier",
          List.of(
              new Own(
                  "lengths(min=5, max=60)",
                  it -> new Lengths(it.whole("min", 1), it.whole("max", Integer.MAX_VALUE))),
              new Own("dedupe(similarity=0.8)", it -> new Dedupe(it.number("similarity", 0.8))),
              new Own(
                  "density(beta=1, c=3)",
                  it -> new Density(it.number("beta", 1), it.number("c", 3))),
              new Own("diverse(c=3)", it -> new Diverse(it.number("c", 3))),
              new Own(
                  "explore(share=0.1, decay=1)",
                  it -> new Explore(it.number("share"), it.number("decay", 1))),
              new Own(
                  "strata(by=source, share=proportional)",
                  it -> Strata.of(it.text("by"), it.oneOf("share", Strata.SHARES))),
              new Own("history(k=3, decay=0.5, fluctuation=0)", History::of),
              new Own("per-cost(by=time, gain=sentence)", PerCost::of)),
          Set.of());

  private Modifiers() {}

  private record Own(String example, Function<Arguments, Modifier> maker) implements ModifierKind {

    @Override
    public Modifier of(Arguments arguments) {
      return maker.apply(arguments);
    }
  }

  /** All names: first Winnow's own, in a fixed order. */
  public static List<String> names() {
    return ALL.names();
  }

  /** One of each, as it may be written. */
  public static List<String> examples() {
    return ALL.all().stream().map(ModifierKind::example).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of that name, or not with these arguments
   */
  static Modifier of(Element element) {
    if (!names().contains(element.name())) {
      throw new IllegalArgumentException(
          "'%s' is no modifier; there are %s; %s"
              .formatted(element.name(), String.join(", ", examples()), ALL.wayIn()));
    }
    ModifierKind kind = ALL.named(element.name());
    Arguments arguments = new Arguments(element, kind.example());
    Modifier modifier = kind.of(arguments);
    arguments.requireAllUsed();
    if (!modifier.written().name().equals(element.name())) {
      throw new IllegalArgumentException(
          "The modifier '%s' (%s) says that it is written %s; its name must stay the same"
              .formatted(element.name(), modifier.getClass().getName(), modifier.written()));
    }
    return modifier;
  }

  /**
   * Only sentences of some lengths, by score as by chance. A guard against what a mean over words
   * prefers: fragments of a few words (headings, tables), of which one doubtful word is a large
   * part.
   *
   * @param min words, at least 1
   * @param max words, at least {@code min}; {@link Integer#MAX_VALUE} for no limit
   */
  record Lengths(int min, int max) implements Modifier {

    Lengths {
      if (min < 1 || max < min) {
        throw new IllegalArgumentException(
            "lengths has min %d and max %d, but needs 1 <= min <= max".formatted(min, max));
      }
    }

    @Override
    public Element written() {
      Element element = Element.of("lengths").with("min", min);
      return max == Integer.MAX_VALUE ? element : element.with("max", max);
    }

    @Override
    public boolean allows(int words) {
      return words >= min && words <= max;
    }
  }

  /**
   * Drops what is nearly the same as a sentence that ranks higher, that is chosen already or that
   * an earlier round sent out: case folded and digits masked, the pairs of neighbouring words
   * overlap by the similarity or more. A second annotation of the same text teaches the model
   * little.
   *
   * @param similarity Jaccard's, in 0.2 to 1; 1: only what is the same once folded
   */
  record Dedupe(double similarity) implements Modifier {

    private static final double LEAST = 0.2;

    Dedupe {
      if (!(similarity >= LEAST && similarity <= 1)) {
        throw new IllegalArgumentException(
            "dedupe has the similarity %s, but it must be from %s to 1"
                .formatted(similarity, LEAST));
      }
    }

    @Override
    public Element written() {
      return Element.of("dedupe").with("similarity", similarity);
    }

    @Override
    public Set<Need> needs() {
      return Set.of(Need.WORDS, Need.SENT_WORDS);
    }

    @Override
    public Draft apply(Draft draft, Request request) {
      Knowledge knowledge = request.knowledge();
      NearDuplicates seen = new NearDuplicates(similarity);
      knowledge.sentWords().forEach(seen::add);
      draft.explored().forEach(pick -> seen.add(knowledge.wordsOf(pick)));
      List<Candidate> kept =
          draft.ranked().stream().filter(it -> seen.add(knowledge.wordsOf(it))).toList();
      return draft.withRanked(kept);
    }
  }

  /**
   * Spends a share of the budget on sentences drawn at random from the whole pool, for what the
   * model is wrongly certain of; in later rounds optionally a smaller one: share x decay^(round -
   * 1). Epsilon-greedy, as it is annealed for bandits (Sutton and Barto 1998). What is drawn stays
   * an unbiased sample of the pool's sentences that cost no more than the whole share: later
   * elements don't touch it.
   *
   * @param share of the budget in round 1, in 0 to 1
   * @param decay in 0 to 1; 1: the same share in every round
   */
  record Explore(double share, double decay) implements Modifier {

    Explore {
      if (!(share >= 0 && share <= 1 && decay >= 0 && decay <= 1)) {
        throw new IllegalArgumentException(
            "explore has share %s and decay %s, but both must be from 0 to 1"
                .formatted(share, decay));
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
}
