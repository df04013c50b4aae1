/**
 * Formats of other tools: batches written for them, and their exports read back as annotations.
 * Nothing is validated here: the result goes to the inbox, like a return of any vendor.
 */
@io.winnow.Internal
package io.winnow.exchange;
