/** Reads the layers of {@code winnow.conf} and reports all errors in them at once. */
@Internal
package io.winnow.config;

import io.winnow.Internal;
