package io.winnow.jobs.weak;

import java.util.List;

/** Where a type's phrases come from. */
public sealed interface PhraseSource {

  /** They stand in the configuration. */
  record Given(List<String> phrases) implements PhraseSource {

    public Given {
      phrases = List.copyOf(phrases);
    }
  }

  /**
   * A UTF-8 text file with one a line.
   *
   * @param path any Hadoop URI; a relative one is below the workspace
   */
  record File(String path) implements PhraseSource {}
}
