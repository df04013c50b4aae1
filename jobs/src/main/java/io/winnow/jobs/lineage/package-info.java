/** Where what is published came from: run by run, back to what no run of the workspace made. */
@io.winnow.Internal
package io.winnow.jobs.lineage;
