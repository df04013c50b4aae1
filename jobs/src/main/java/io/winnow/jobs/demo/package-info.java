/** Winnow on a sample of its own, with a simulated vendor. */
package io.winnow.jobs.demo;
