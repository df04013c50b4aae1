package org.example.functions;

import io.winnow.selection.Arguments;
import io.winnow.selection.Candidate;
import io.winnow.selection.Draft;
import io.winnow.selection.Element;
import io.winnow.selection.Modifier;
import io.winnow.selection.ModifierKind;
import java.util.Comparator;
import java.util.List;

/**
 * Of the least certain candidates for c times the budget, the longest first. Written {@code
 * longest(c=2)}.
 *
 * @param c times the budget, at least 1
 */
public record Longest(double c) implements Modifier {

  /** What the jar names in META-INF/services: it makes the modifier of what a strategy says. */
  public static final class Kind implements ModifierKind {

    @Override
    public String example() {
      return "longest(c=2)";
    }

    @Override
    public Modifier of(Arguments arguments) {
      return new Longest(arguments.number("c", 2));
    }
  }

  public Longest {
    if (!(c >= 1 && Double.isFinite(c))) {
      throw new IllegalArgumentException(
          "longest has c = %s, but c is how many times the budget it chooses from: at least 1"
              .formatted(c));
    }
  }

  @Override
  public Element written() {
    return Element.of("longest").with("c", c);
  }

  /** So many times the budget it wants to be given. */
  @Override
  public double reach() {
    return c;
  }

  @Override
  public Draft apply(Draft draft, Request request) {
    List<Candidate> shortlist = draft.left(request.budget()).times(c).prefixOf(draft.ranked());
    // A stable sort: of equally long ones the less certain stays in front.
    return draft.withFirst(
        shortlist.stream()
            .sorted(Comparator.comparingInt(Candidate::words).reversed())
            .toList());
  }
}
