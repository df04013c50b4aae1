/** Checks the machine, Spark and a workspace before Winnow runs there. */
package io.winnow.jobs.doctor;
