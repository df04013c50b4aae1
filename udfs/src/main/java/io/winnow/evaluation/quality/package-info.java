/** How good annotators and their batches are: agreement, checks, pace, drift. Plain Java. */
package io.winnow.evaluation.quality;
