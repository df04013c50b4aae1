/** Hop 8: how good a round's model is, on sentences that no round may choose. */
package io.winnow.jobs.evaluate;
