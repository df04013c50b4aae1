/** Reads {@code winnow.conf} in its layers and says everything that is wrong with it at once. */
package io.winnow.config;
