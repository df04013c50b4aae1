/** Looks over a machine, its Spark and a workspace before work is trusted to them. */
package io.winnow.jobs.doctor;
