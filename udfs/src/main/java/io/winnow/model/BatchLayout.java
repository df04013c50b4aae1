package io.winnow.model;

/**
 * How sentences are laid out for the encoder.
 *
 * @param batchTokens sub-words in a batch, padding included
 * @param batchRows windows in a batch at most
 * @param overlapTokens sub-words that neighbouring windows of a long sentence share
 */
public record BatchLayout(int batchTokens, int batchRows, int overlapTokens) {

  public static final BatchLayout DEFAULT = byTokens(1024, 64);

  public BatchLayout {
    if (batchTokens < 1 || batchRows < 1 || overlapTokens < 0) {
      throw new IllegalArgumentException(
          "A batch needs room for 1 token and 1 row, and no overlap below 0; not %d, %d and %d"
              .formatted(batchTokens, batchRows, overlapTokens));
    }
  }

  /** As many windows as fit into the tokens. */
  public static BatchLayout byTokens(int batchTokens, int overlapTokens) {
    return new BatchLayout(batchTokens, Integer.MAX_VALUE, overlapTokens);
  }
}
