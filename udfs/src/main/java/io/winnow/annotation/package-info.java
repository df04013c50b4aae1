/** Annotations of a sentence, and adjudication: how they become one label. Plain Java. */
@Internal
package io.winnow.annotation;

import io.winnow.Internal;
