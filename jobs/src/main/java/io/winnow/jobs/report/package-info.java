/**
 * The report: is another round worth it? Each {@code ...Facts} is first read from the workspace and
 * then writes its part of the page, from what it has read only.
 */
@io.winnow.Internal
package io.winnow.jobs.report;
