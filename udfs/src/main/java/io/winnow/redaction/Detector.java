package io.winnow.redaction;

import java.util.function.Consumer;

/** Finds one kind of private matter. Keeps nothing of what it reads. */
public interface Detector {

  /** Upper case, such as {@code EMAIL}: what placeholders begin with. */
  String kind();

  /**
   * @param found gets what there is, in any order; matches may overlap
   * @throws UnboundedException if it takes longer than any text may
   */
  void find(FoldedText text, Consumer<Match> found);

  /** A search that was given up: nobody knows what else there is in the text. */
  final class UnboundedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnboundedException(String message) {
      super(message, null, false, false);
    }
  }
}
