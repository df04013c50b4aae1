/**
 * Steps 5 and 6 of a round: validates and adjudicates what the vendor returned, and updates the
 * label store.
 *
 * <p>A delivered row passes the driver twice and is written to Parquet twice on its way: as an
 * annotation, while it is validated, and as part of a label, once all answers are settled together.
 * Between the two, Spark brings the answers to a sentence together by a shuffle, which may spill to
 * local disks. The annotations of a round are written a third time only if a later answer replaces
 * one of them, which the row has to say and the first writing could not know.
 */
@io.winnow.Internal
package io.winnow.jobs.merge;
