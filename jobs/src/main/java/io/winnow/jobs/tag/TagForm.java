package io.winnow.jobs.tag;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.display.HighlightedText;
import io.winnow.display.TerminalView;
import io.winnow.display.TerminalView.Ink;
import io.winnow.display.TypePalette;
import io.winnow.files.Conll;
import io.winnow.jobs.tag.TagForm.TaggedText;
import io.winnow.jobs.tag.Tagger.TaggedSentence;
import io.winnow.text.EntitySpan;
import io.winnow.text.TagFormat;
import java.util.List;

/** How what was found is written. */
public enum TagForm {
  /** The text with its entities marked. */
  HIGHLIGHT {
    @Override
    TaggedText text(TypePalette palette, Ink ink) {
      return (lines, tagged) ->
          lines
              .append(
                  new TerminalView(palette, ink)
                      .text(HighlightedText.of(tagged.sentence(), tagged.spans())))
              .append('\n');
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
      return (lines, tagged) -> {
        List<EntitySpan> spans = tagged.spans().stream().map(ConfidentSpan::span).toList();
        List<String> words = tagged.sentence().wordTexts();
        Conll.append(lines, words, TagFormat.IOB2.tags(words.size(), spans));
      };
    }
  };

  abstract TaggedText text(TypePalette palette, Ink ink);

  /** How tagged sentences are written: each is a line, or lines, of its own. */
  interface TaggedText {

    /** Appends a sentence with the end of its last line. */
    void append(StringBuilder lines, TaggedSentence tagged);
  }
}
