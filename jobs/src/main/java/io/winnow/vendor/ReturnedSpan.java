package io.winnow.vendor;

/**
 * A span as the vendor's tool wrote it, not judged yet.
 *
 * @param startWord null where the file has none; may be no whole number
 * @param endWord likewise
 * @param type null where the file has none
 */
record ReturnedSpan(Number startWord, Number endWord, String type) {}
