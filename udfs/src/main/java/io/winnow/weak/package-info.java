/** Labels that cost nothing: by dictionaries and regular expressions. Plain Java. */
package io.winnow.weak;
