/** Where a workspace stands, told from its pointers alone. */
package io.winnow.jobs.status;
