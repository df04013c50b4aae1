/** Stopping rules: when another round no longer pays. Plain Java. */
@io.winnow.Internal
package io.winnow.stopping;
