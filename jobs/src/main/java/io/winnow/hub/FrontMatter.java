package io.winnow.hub;

import java.util.Optional;

/** What a README.md begins with between two lines of dashes: the hub's metadata, in YAML. */
public final class FrontMatter {

  private static final String FENCE = "---";

  private FrontMatter() {}

  /** Nothing if the text does not begin so. */
  public static Optional<String> of(String readme) {
    int end = readme.startsWith(FENCE) ? readme.indexOf("\n" + FENCE, FENCE.length()) : -1;
    return end < 0 ? Optional.empty() : Optional.of(readme.substring(FENCE.length(), end));
  }
}
