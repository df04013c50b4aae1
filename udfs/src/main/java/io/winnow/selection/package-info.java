/**
 * Which sentences are sent out under a budget. Plain Java: no library.
 *
 * <p>A {@link io.winnow.selection.QueryStrategy} begins with an acquisition function, whose lowest
 * scores are chosen, or {@code random}, and goes on with modifiers, in the order written: {@code
 * mnlp + dedupe + diverse(c=3) + explore(0.1)}. A {@link io.winnow.selection.CandidateSearch} finds
 * its candidates in a pool of any size, some times the budget; only these come to the driver, and
 * each {@link io.winnow.selection.Modifier} turns one {@link io.winnow.selection.Draft} of the
 * selection into another. What is at the front when the budget is full is sent out.
 *
 * <h2>To add a modifier</h2>
 *
 * <ol>
 *   <li>Write a record that implements {@link io.winnow.selection.Modifier}. Its fields are its
 *       arguments. Say in {@code needs} what it looks at, in {@code reach} how many times the
 *       budget it wants to choose from.
 *   <li>Add a line to the list in {@link io.winnow.selection.Modifiers}, with how it is written.
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
 * <p>The laws in the tests take every line of the list: the budget holds, partitions and order
 * change nothing, what is printed parses to itself.
 */
package io.winnow.selection;
