package io.winnow.annotation;

/** What a vote is about. */
public enum VoteUnit {
  /** A span as a whole: start, end and type together. */
  SPANS,
  /** The tag of each word by itself; the tags are made valid IOB2 afterwards. */
  TOKENS
}
