/** What learning curves of experiments say: words to reach an F1, areas, intervals. */
package io.winnow.evaluation.curves;
