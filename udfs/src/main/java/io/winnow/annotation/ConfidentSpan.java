package io.winnow.annotation;

import io.winnow.text.EntitySpan;

/**
 * A span with its confidence.
 *
 * @param confidence in 0 to 1
 * @since 0.1.0
 */
public record ConfidentSpan(EntitySpan span, double confidence) {}
