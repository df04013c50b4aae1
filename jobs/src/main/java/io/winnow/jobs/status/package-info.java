/** The status of a workspace, from its pointers only. */
@Internal
package io.winnow.jobs.status;

import io.winnow.Internal;
