/**
 * The report that answers "is it worth another round?": facts are read from the workspace into
 * records first ({@code ...Facts}), the page is made of these alone ({@code ...Section}).
 */
package io.winnow.jobs.report;
