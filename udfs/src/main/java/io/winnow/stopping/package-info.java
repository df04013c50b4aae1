/** When another round no longer pays: rules that look at the rounds so far. Plain Java. */
package io.winnow.stopping;
