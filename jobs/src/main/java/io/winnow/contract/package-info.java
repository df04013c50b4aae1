/**
 * The contract with the annotation vendor: batches out, returns in, and a vendor simulated from
 * gold. It does not use Spark. {@link io.winnow.contract.Contract} defines what is exchanged.
 */
@io.winnow.Internal
package io.winnow.contract;
