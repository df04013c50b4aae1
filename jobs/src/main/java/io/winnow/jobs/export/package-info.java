/** The label store and the hold-out set as a data set for others. */
@io.winnow.Internal
package io.winnow.jobs.export;
