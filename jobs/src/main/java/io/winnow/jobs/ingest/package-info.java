/** Hop 1: from text, JSON lines, CoNLL columns or Parquet to a pool, its gold and a hold-out. */
package io.winnow.jobs.ingest;
