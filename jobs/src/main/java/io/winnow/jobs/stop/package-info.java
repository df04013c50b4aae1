/** Whether another round pays: what rounds leave for the rules, and what the rules say of it. */
package io.winnow.jobs.stop;
