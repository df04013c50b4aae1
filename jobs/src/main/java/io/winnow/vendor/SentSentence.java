package io.winnow.vendor;

/**
 * One sentence that went out to the vendor.
 *
 * @param wordCount no span of an answer reaches beyond it
 */
public record SentSentence(String recordId, String batchId, int wordCount) {}
