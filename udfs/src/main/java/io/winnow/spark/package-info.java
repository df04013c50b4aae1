/** Winnow in Spark: table schemas, scoring of a partition, SQL functions. */
@io.winnow.Internal
package io.winnow.spark;
