/** Sentences, words, entity spans, and their tag encodings. Plain Java: no library. */
package io.winnow.text;
