package io.winnow.jobs.tag;

/** How tagged sentences are written: each is a line, or lines, of its own. */
interface TaggedText {

  /** Appends a sentence with the end of its last line. */
  void append(StringBuilder lines, TaggedSentence tagged);
}
