/** Checks the machine, Spark and a workspace before Winnow runs there. */
@io.winnow.Internal
package io.winnow.jobs.doctor;
