package io.winnow.jobs.corpus;

import io.winnow.display.Columns;
import io.winnow.display.Highlight;
import io.winnow.display.HighlightedText;
import io.winnow.display.OneLine;
import io.winnow.display.TerminalView;
import io.winnow.jobs.corpus.Found.Entity;
import io.winnow.jobs.corpus.Found.FoundSentence;
import io.winnow.jobs.corpus.Found.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a search found, for a person within 80 columns: two lines a sentence, with what was found
 * marked.
 */
public final class FoundText {

  private static final String INDENT = "  ";
  private static final int COLUMNS = 80 - INDENT.length();

  private FoundText() {}

  public static String of(Found found, SearchQuery query, TerminalView view) {
    StringBuilder out = new StringBuilder();
    out.append(Columns.wrapped("", head(found, query)));
    if (!query.types().isEmpty()) {
      out.append(Columns.wrapped(INDENT, known(found)));
    }
    for (FoundSentence sentence : found.sentences()) {
      out.append('\n').append(about(sentence)).append('\n');
      HighlightedText text = marked(sentence, Set.copyOf(query.types()));
      out.append(INDENT).append(view.text(OneLine.of(text, COLUMNS))).append('\n');
    }
    return out.toString();
  }

  private static String head(Found found, SearchQuery query) {
    int shown = found.sentences().size();
    if (found.nearness() != null) {
      return "Found: the %,d nearest of %,d sentences that %s embedded in round %d%s"
          .formatted(
              shown,
              found.nearness().sentences(),
              found.nearness().model(),
              found.nearness().round(),
              query.isFiltered() ? ", of those that meet all conditions" : "");
    }
    return "Found: %,d %s%s"
        .formatted(
            found.found(),
            found.found() == 1 ? "sentence" : "sentences",
            found.found() > shown ? "; the first %,d by id:".formatted(shown) : "");
  }

  private static String known(Found found) {
    return "Entities are those of labels; where there are none, those that came with the corpus; "
        + (found.predictionsBy() == null
            ? "no sentence has predictions yet."
            : "else those that %s predicted.".formatted(found.predictionsBy()));
  }

  private static String about(FoundSentence sentence) {
    StringBuilder about = new StringBuilder(sentence.id());
    about.append(INDENT).append(Standing.of(sentence.standing()).words());
    if (sentence.similarity() != null) {
      about.append(String.format(Locale.ROOT, "  %.4f", sentence.similarity()));
    }
    if (sentence.knownBy() != null) {
      about.append(INDENT).append("by ").append(sentence.knownBy());
    }
    return about.toString();
  }

  /** Entities of the types that were asked for, and hits that do not cut them. */
  private static HighlightedText marked(FoundSentence sentence, Set<String> types) {
    String text = sentence.text();
    List<Highlight> marks = new ArrayList<>();
    for (Entity it : sentence.entities()) {
      if (types.contains(it.type())) {
        int start = text.offsetByCodePoints(0, it.start());
        int end = text.offsetByCodePoints(0, it.end());
        marks.add(
            it.confidence() == null
                ? Highlight.of(start, end, it.type())
                : Highlight.of(start, end, it.type(), it.confidence()));
      }
    }
    for (Place it : sentence.hits()) {
      int start = text.offsetByCodePoints(0, it.start());
      int end = text.offsetByCodePoints(0, it.end());
      if (marks.stream().noneMatch(mark -> mark.start() < end && start < mark.end())) {
        marks.add(Highlight.of(start, end, ""));
      }
    }
    return new HighlightedText(text, marks);
  }
}
