/**
 * Quality of annotators and of their batches: agreement, control items, pace, drift. Plain Java.
 */
@Internal
package io.winnow.evaluation.quality;

import io.winnow.Internal;
