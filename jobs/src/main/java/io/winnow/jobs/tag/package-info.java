/** Finds entities in a stream of texts, without Spark. */
package io.winnow.jobs.tag;
