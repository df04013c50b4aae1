/**
 * The workspace on any Hadoop file system: immutable runs, the pointers that publish them, their
 * manifests, and the lease that allows only one driver at a time. It does not use Spark.
 */
@io.winnow.Internal
package io.winnow.workspace;
