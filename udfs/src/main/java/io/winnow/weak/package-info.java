/** Weak labels, at no cost: from dictionaries and regular expressions. Plain Java. */
package io.winnow.weak;
