/** The status of a workspace, from its pointers only. */
package io.winnow.jobs.status;
