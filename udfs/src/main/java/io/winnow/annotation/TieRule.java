package io.winnow.annotation;

/**
 * What happens to an entity with as many votes for it as against it.
 *
 * @since 0.1.0
 */
public enum TieRule {
  /**
   * It stays. Annotators overlook entities more often than they invent them, and an entity left out
   * of a training label teaches the model that its words are {@code O}.
   */
  KEEP,
  /** Drop it: only entities that more than half marked stay. */
  DROP
}
