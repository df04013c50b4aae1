/** Plays the vendor where gold is known: for demonstrations and tests. */
package io.winnow.jobs.simulate;
