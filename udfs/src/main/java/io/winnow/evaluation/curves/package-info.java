/** Statistics of learning curves: words needed to reach an F1, areas, intervals. */
@io.winnow.Internal
package io.winnow.evaluation.curves;
