/** What is due in a workspace, and the command that does it. */
package io.winnow.jobs.round;
