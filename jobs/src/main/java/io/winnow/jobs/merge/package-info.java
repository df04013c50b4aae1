/** Hop 5 and 6: what the vendor returned is checked, settled and added to the label store. */
package io.winnow.jobs.merge;
