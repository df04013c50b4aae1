package io.winnow.selection;

/** What a modifier looks at, beside ids and lengths. Whatever nobody needs is not fetched. */
public enum Need {
  /** An acquisition function's scores. */
  SCORES,
  /** The candidates' words. */
  WORDS,
  /** The words of the sentences that earlier rounds sent out. */
  SENT_WORDS,
  /** The candidates' embeddings. */
  EMBEDDINGS,
  /** The mean of the whole pool's embeddings, each cut to length 1. */
  POOL_MEAN
}
