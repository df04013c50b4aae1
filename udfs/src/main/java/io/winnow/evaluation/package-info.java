/** Quality of predictions, by the standard metrics. Plain Java: no library. */
@io.winnow.Internal
package io.winnow.evaluation;
