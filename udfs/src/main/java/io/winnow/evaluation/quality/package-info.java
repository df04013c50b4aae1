/**
 * Quality of annotators and of their batches: agreement, control items, pace, drift. Plain Java.
 */
@io.winnow.Internal
package io.winnow.evaluation.quality;
