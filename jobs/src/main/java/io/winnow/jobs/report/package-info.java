/**
 * The report: is another round worth it? Facts are first read from the workspace into records
 * ({@code ...Facts}); the page is built from these records only ({@code ...Section}).
 */
@io.winnow.Internal
package io.winnow.jobs.report;
