/** The status of a workspace, from its pointers only. */
@io.winnow.Internal
package io.winnow.jobs.status;
