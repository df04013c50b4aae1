/** Stopping rules: when another round no longer pays. Plain Java. */
package io.winnow.stopping;
