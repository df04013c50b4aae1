/** Reads the layers of {@code winnow.conf} and reports all errors in them at once. */
package io.winnow.config;
