/**
 * Steps 5 and 6 of a round: validates and adjudicates what the vendor returned, and updates the
 * label store.
 */
@Internal
package io.winnow.jobs.merge;

import io.winnow.Internal;
