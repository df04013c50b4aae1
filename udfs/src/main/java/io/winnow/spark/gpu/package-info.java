/** How Spark's settings share GPUs among tasks; checked before a job starts. */
package io.winnow.spark.gpu;
