/** Finds entities in a stream of texts, without Spark. */
@io.winnow.Internal
package io.winnow.jobs.tag;
