/**
 * The workspace on any Hadoop file system: immutable runs, the pointers that publish them, their
 * manifests, and the lease that keeps two drivers apart. No Spark here.
 */
package io.winnow.workspace;
