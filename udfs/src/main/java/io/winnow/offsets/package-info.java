/**
 * What the offsets of a file count, told from its spans: code points, UTF-16 units, graphemes or
 * bytes, from 0 and with ends one past the last. Whoever reads spans of another's making
 *
 * <ol>
 *   <li>makes an {@link io.winnow.offsets.OffsetPlaces} of each text,
 *   <li>takes an {@link io.winnow.offsets.OffsetVote} of each span, and says what makes sense
 *       there: {@link io.winnow.offsets.OffsetVote.Sense},
 *   <li>adds up the votes of a file in an {@link io.winnow.offsets.OffsetTally}, and
 *   <li>does what is right there with its {@link io.winnow.offsets.OffsetDecision}.
 * </ol>
 *
 * A whole file is surer than a span: some spans make sense in a wrong unit by chance, not all.
 */
@io.winnow.Internal
package io.winnow.offsets;
