/**
 * Dictionaries and regular expressions as annotators: suggestions in the first round, annotations
 * at merges.
 */
@Internal
package io.winnow.jobs.weak;

import io.winnow.Internal;
