/** Which step is due in a workspace, and the command that runs it. */
@Internal
package io.winnow.jobs.round;

import io.winnow.Internal;
