/** Winnow inside Spark: the tables' schemas, scoring a partition, the SQL functions. */
package io.winnow.spark;
