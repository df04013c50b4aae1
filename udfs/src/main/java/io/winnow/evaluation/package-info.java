/** How good predictions are, measured as the field does. Plain Java: no library. */
package io.winnow.evaluation;
