/** The {@code winnow} command. Only this package reads the clock and the environment. */
@io.winnow.Internal
package io.winnow.cli;
