package io.winnow.testing.crowd;

/** Whether the annotators of a sentence make the same mistakes. */
public enum Mistakes {
  /** What is hard is hard for all, and mostly taken for the same wrong thing: as people do. */
  SHARED,
  /** Each errs without regard to the others: as models of annotators assume. */
  INDEPENDENT
}
