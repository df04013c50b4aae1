/** Checks the machine, Spark and a workspace before Winnow runs there. */
@Internal
package io.winnow.jobs.doctor;

import io.winnow.Internal;
