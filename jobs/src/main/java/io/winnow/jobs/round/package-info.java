/** Which step is due in a workspace, and the command that runs it. */
@io.winnow.Internal
package io.winnow.jobs.round;
