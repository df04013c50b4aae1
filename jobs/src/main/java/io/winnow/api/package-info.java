/**
 * Winnow for programs, and for the command line and the notebooks, which stand on it. Start at
 * {@link io.winnow.api.Winnow}. What bears {@code @since} is for you.
 *
 * @since 0.1.0
 */
package io.winnow.api;
