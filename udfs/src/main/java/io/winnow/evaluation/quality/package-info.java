/** How good annotators and their batches are: agreement, control items, pace, drift. Plain Java. */
package io.winnow.evaluation.quality;
