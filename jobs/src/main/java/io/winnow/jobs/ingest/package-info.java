/**
 * Step 1: reads text, JSON lines, CoNLL or Parquet into a pool, its gold labels and a hold-out set.
 */
@io.winnow.Internal
package io.winnow.jobs.ingest;
