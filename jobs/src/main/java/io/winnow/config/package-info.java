/** Reads the layers of {@code winnow.conf} and reports all errors in them at once. */
@io.winnow.Internal
package io.winnow.config;
