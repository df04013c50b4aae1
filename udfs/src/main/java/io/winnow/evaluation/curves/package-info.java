/** Statistics of learning curves: words needed to reach an F1, areas, intervals. */
package io.winnow.evaluation.curves;
