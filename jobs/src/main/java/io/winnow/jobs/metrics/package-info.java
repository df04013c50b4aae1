/** What monitoring wants to know of a workspace after each command that worked in it. */
package io.winnow.jobs.metrics;
