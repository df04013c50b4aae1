package io.winnow.extension;

/**
 * What configuration chooses by its name.
 *
 * @since 0.1.0
 */
public interface Named {

  /**
   * The name in configuration and in manifests, always the same: lower-case letters and digits, in
   * words that are joined by hyphens, such as {@code longest-doubt}. No two of a kind share one.
   */
  String name();
}
