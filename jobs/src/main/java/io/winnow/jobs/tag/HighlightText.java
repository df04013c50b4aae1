package io.winnow.jobs.tag;

import io.winnow.display.HighlightedText;
import io.winnow.display.TerminalView;

/** For a person: the text, its entities marked. */
record HighlightText(TerminalView view) implements TaggedText {

  @Override
  public void append(StringBuilder lines, TaggedSentence tagged) {
    lines.append(view.text(HighlightedText.of(tagged.sentence(), tagged.spans()))).append('\n');
  }
}
