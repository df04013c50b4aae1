/**
 * Parquet files as they cross to a vendor and back, on any Hadoop file system. What comes back may
 * be damaged or forged: it is looked at before Parquet's own reader believes it.
 */
@io.winnow.Internal
package io.winnow.contract.parquet;
