package io.winnow.jobs.tag;

import io.winnow.display.TerminalView;
import io.winnow.display.TerminalView.Ink;
import io.winnow.display.TypePalette;

/** How what was found is written. */
public enum TagForm {
  /** The text with its entities marked. */
  HIGHLIGHT {
    @Override
    TaggedText text(TypePalette palette, Ink ink) {
      return new HighlightText(new TerminalView(palette, ink));
    }
  },
  /** An object a line. */
  JSONL {
    @Override
    TaggedText text(TypePalette palette, Ink ink) {
      return new JsonText();
    }
  },
  /** A word and its tag a line. */
  CONLL {
    @Override
    TaggedText text(TypePalette palette, Ink ink) {
      return new ConllText();
    }
  };

  abstract TaggedText text(TypePalette palette, Ink ink);
}
