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
 * <p>To add a modifier without rebuilding Winnow: a {@link io.winnow.selection.ModifierKind} in a
 * jar. To add one to Winnow: a record that implements {@link io.winnow.selection.Modifier}, whose
 * fields are its arguments, and a line in {@link io.winnow.selection.Modifiers}. The laws in the
 * tests take every one that is listed: the budget holds, partitions and order change nothing, what
 * is printed parses to itself.
 */
@io.winnow.Internal
package io.winnow.selection;
