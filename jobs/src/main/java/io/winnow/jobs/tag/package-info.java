/** Finds entities in texts as they come, without Spark. */
package io.winnow.jobs.tag;
