package io.winnow.model;

/**
 * How sentences are laid out for the encoder.
 *
 * @param batchTokens sub-words in a batch, padding included
 * @param overlapTokens sub-words that neighbouring windows of a long sentence share
 */
public record BatchLayout(int batchTokens, int overlapTokens) {

  public static final BatchLayout DEFAULT = new BatchLayout(1024, 64);
}
