/** Winnow on its own synthetic sample, with a simulated vendor. */
package io.winnow.jobs.demo;
