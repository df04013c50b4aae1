/** Winnow on its own synthetic sample, with a simulated vendor. */
@io.winnow.Internal
package io.winnow.jobs.demo;
