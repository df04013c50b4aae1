/** Which step is due in a workspace, and the command that runs it. */
package io.winnow.jobs.round;
