/**
 * Parquet files as they cross to a vendor and back, on any Hadoop file system. What comes back may
 * be damaged or forged: it is looked at before Parquet's own reader believes it.
 */
@Internal
package io.winnow.contract.parquet;

import io.winnow.Internal;
