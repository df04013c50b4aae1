/** The {@code winnow} command. Only this package reads the clock and the environment. */
@Internal
package io.winnow.cli;

import io.winnow.Internal;
