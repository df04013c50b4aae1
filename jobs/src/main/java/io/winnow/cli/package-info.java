/** The {@code winnow} command. Only this package reads the clock and the environment. */
package io.winnow.cli;
