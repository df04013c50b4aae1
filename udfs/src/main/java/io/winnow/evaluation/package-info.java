/** Quality of predictions, by the standard metrics. Plain Java: no library. */
@Internal
package io.winnow.evaluation;

import io.winnow.Internal;
