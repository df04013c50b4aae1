/** Weak labels, at no cost: from dictionaries and regular expressions. Plain Java. */
@Internal
package io.winnow.weak;

import io.winnow.Internal;
