/**
 * Quality of annotators and of their batches: agreement, control items, pace, drift. Plain Java.
 */
package io.winnow.evaluation.quality;
