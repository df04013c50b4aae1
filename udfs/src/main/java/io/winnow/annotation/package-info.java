/** Annotations of a sentence, and adjudication: how they become one label. Plain Java. */
package io.winnow.annotation;
