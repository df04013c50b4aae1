/**
 * The jobs of a round, one package each, and what they share. A job reads as it runs: read, check,
 * transform, write, publish. Jobs speak to each other through published runs only.
 */
package io.winnow.jobs;
