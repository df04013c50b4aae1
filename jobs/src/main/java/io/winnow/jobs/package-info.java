/**
 * The jobs of a round, one package each, and what they share. A job reads, checks, transforms,
 * writes and publishes, in this order. Jobs exchange data only through published runs.
 */
@io.winnow.Internal
package io.winnow.jobs;
