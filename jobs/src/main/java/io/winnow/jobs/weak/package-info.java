/** Dictionaries and regular expressions as annotators: suggestions at first, a voice at merges. */
package io.winnow.jobs.weak;
