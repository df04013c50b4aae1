/** Annotations of a sentence, and adjudication: how they become one label. Plain Java. */
@io.winnow.Internal
package io.winnow.annotation;
