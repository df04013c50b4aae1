/** Sentences, words and entity spans, and the tags they are written as. Plain Java: no library. */
package io.winnow.text;
