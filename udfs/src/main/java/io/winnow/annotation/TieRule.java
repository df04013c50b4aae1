package io.winnow.annotation;

/**
 * What becomes of an entity for which as many votes stand as against it.
 *
 * @since 0.1.0
 */
public enum TieRule {
  /**
   * It stays. Annotators overlook entities more often than they invent them, and an entity left out
   * of a training label teaches the model that its words are {@code O}.
   */
  KEEP,
  /** It goes: only what more than half saw stays. */
  DROP
}
