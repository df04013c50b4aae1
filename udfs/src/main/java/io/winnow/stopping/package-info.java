/** Stopping rules: when another round no longer pays. Plain Java. */
@Internal
package io.winnow.stopping;

import io.winnow.Internal;
