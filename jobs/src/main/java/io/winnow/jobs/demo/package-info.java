/** Winnow on its own synthetic sample, with a simulated vendor. */
@Internal
package io.winnow.jobs.demo;

import io.winnow.Internal;
