/** Hop 2: the model says how sure it is of each sentence of the pool. */
package io.winnow.jobs.score;
