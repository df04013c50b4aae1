/** Quality of predictions, by the standard metrics. Plain Java: no library. */
package io.winnow.evaluation;
