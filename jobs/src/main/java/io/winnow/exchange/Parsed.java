package io.winnow.exchange;

import java.util.List;
import java.util.Set;

/**
 * A tool's record as it was understood.
 *
 * @param answers none for a task that nobody answered
 * @param unused fields that were passed over
 */
record Parsed(List<ToolAnswer> answers, Set<String> unused) {}
