/** Where what is published came from: run by run, back to what no run of the workspace made. */
package io.winnow.jobs.lineage;
