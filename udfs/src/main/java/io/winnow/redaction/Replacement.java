package io.winnow.redaction;

/**
 * A piece of a text and what stands in its place.
 *
 * @param start in UTF-16 units of the original text, as is {@code end}, which is one past the last
 * @param kind such as {@code EMAIL}
 * @param placeholder such as {@code [EMAIL-1]}
 */
public record Replacement(int start, int end, String kind, String placeholder) {}
