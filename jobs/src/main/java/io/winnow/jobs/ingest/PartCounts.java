package io.winnow.jobs.ingest;

/**
 * The size of the pool or of the hold-out.
 *
 * @param goldSentences sentences whose gold is known
 * @param goldSpans entity spans in them
 */
public record PartCounts(long sentences, long words, long goldSentences, long goldSpans) {}
