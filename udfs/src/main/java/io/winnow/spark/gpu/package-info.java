/** How Spark's settings share GPUs among tasks; checked before a job starts. */
@io.winnow.Internal
package io.winnow.spark.gpu;
