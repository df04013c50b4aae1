/**
 * The annotation vendor's side: batches out, returns in, and a vendor simulated from gold. No Spark
 * here; what crosses to the vendor is written down in {@link io.winnow.contract.Contract}.
 */
package io.winnow.contract;
