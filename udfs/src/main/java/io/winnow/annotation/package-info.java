/** What annotators say of a sentence, and how many answers become one label. Plain Java. */
package io.winnow.annotation;
