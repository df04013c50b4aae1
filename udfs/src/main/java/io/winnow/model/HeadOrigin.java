package io.winnow.model;

/** Where the head of a model in training came from. */
public enum HeadOrigin {
  /** Drawn at random: it knows nothing yet. */
  RANDOM,
  /** The checkpoint's own, which has the very tags. */
  CHECKPOINT
}
