/**
 * Selects the sentences that are sent out within a budget. Plain Java: no library.
 *
 * <p>A {@link io.winnow.selection.QueryStrategy} begins with an acquisition function, whose lowest
 * scores are chosen, or {@code random}, and goes on with modifiers, in the order written: {@code
 * mnlp + dedupe + diverse(c=3) + explore(0.1)}. A {@link io.winnow.selection.CandidateSearch} finds
 * its candidates in a pool of any size: a small multiple of the budget. Only these come to the
 * driver. Each {@link io.winnow.selection.Modifier} turns one {@link io.winnow.selection.Draft} of
 * the selection into another. The sentences at the front of the last draft, up to the budget, are
 * sent out.
 *
 * <h2>To add a modifier</h2>
 *
 * <ol>
 *   <li>Write a record that implements {@link io.winnow.selection.Modifier}. Its fields are its
 *       arguments. {@code needs} returns what it uses, {@code reach} how many budgets of candidates
 *       it chooses from.
 *   <li>Add a line with its syntax to the list in {@link io.winnow.selection.Modifiers}.
 * </ol>
 *
 * <pre>{@code
 * record Longest(double c) implements Modifier {      // new Kind("longest(c=2)", Longest::of)
 *   static Longest of(Arguments arguments) {
 *     return new Longest(arguments.number("c", 2));
 *   }
 *
 *   public Element written() {
 *     return Element.of("longest").with("c", c);
 *   }
 *
 *   public double reach() {
 *     return c;
 *   }
 *
 *   public Draft apply(Draft draft, Request request) {
 *     var shortlist = draft.left(request.budget()).times(c).prefixOf(draft.ranked());
 *     return draft.withFirst(
 *         shortlist.stream().sorted(Comparator.comparingInt(it -> -it.words())).toList());
 *   }
 * }
 * }</pre>
 *
 * <p>The property tests run over the whole list: the budget holds, partitions and order do not
 * matter, and the printed form parses to the same modifier.
 */
package io.winnow.selection;
