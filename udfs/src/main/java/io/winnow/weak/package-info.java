/** Weak labels, at no cost: from dictionaries and regular expressions. Plain Java. */
@io.winnow.Internal
package io.winnow.weak;
