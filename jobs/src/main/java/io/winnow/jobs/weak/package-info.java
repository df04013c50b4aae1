/**
 * Dictionaries and regular expressions as annotators: suggestions in the first round, annotations
 * at merges.
 */
@io.winnow.Internal
package io.winnow.jobs.weak;
