/**
 * When another round no longer pays: the data that rounds keep for the stopping rules, and their
 * verdicts.
 */
@Internal
package io.winnow.jobs.stop;

import io.winnow.Internal;
