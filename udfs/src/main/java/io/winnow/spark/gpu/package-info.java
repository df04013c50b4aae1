/** How Spark's settings share GPUs among tasks; checked before a job starts. */
@Internal
package io.winnow.spark.gpu;

import io.winnow.Internal;
