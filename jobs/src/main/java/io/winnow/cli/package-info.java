/** The {@code winnow} command. Only here are the clock and the environment read. */
package io.winnow.cli;
