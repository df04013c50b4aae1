/** How Spark's settings share GPUs among tasks, checked before work begins. */
package io.winnow.spark.gpu;
