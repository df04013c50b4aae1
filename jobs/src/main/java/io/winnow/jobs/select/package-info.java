/** Hop 3: which sentences a round sends to the vendor. */
package io.winnow.jobs.select;
