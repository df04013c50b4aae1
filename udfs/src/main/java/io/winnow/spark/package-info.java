/** Winnow in Spark: table schemas, scoring of a partition, SQL functions. */
package io.winnow.spark;
