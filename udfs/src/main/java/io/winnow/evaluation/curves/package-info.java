/** Statistics of learning curves: words needed to reach an F1, areas, intervals. */
@Internal
package io.winnow.evaluation.curves;

import io.winnow.Internal;
