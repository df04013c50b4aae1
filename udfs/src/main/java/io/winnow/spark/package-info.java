/** Winnow in Spark: table schemas, scoring of a partition, SQL functions. */
@Internal
package io.winnow.spark;

import io.winnow.Internal;
