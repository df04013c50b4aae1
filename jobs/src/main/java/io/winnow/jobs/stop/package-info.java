/**
 * When another round no longer pays: the data that rounds keep for the stopping rules, and their
 * verdicts.
 */
@io.winnow.Internal
package io.winnow.jobs.stop;
