/**
 * Dictionaries and regular expressions as annotators: suggestions in the first round, annotations
 * at merges.
 */
package io.winnow.jobs.weak;
