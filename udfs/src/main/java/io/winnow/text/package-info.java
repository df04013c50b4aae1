/** Sentences, words, entity spans, and their tag encodings. Plain Java: no library. */
@io.winnow.Internal
package io.winnow.text;
