package io.winnow.display;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Entities in a terminal. With colour, an entity is underlined and its label follows: {@code Paris
 * [LOC .93]}; plain, as for a file or where {@code NO_COLOR} is set, both stand in brackets: {@code
 * [LOC .93 Paris]}. A highlight without a type has no label. Control characters of the text can't
 * reach the terminal.
 *
 * @param palette the types' colours
 */
public record TerminalView(TypePalette palette, Ink ink) {

  /** Whether escape sequences (ECMA-48, SGR) may be written. */
  public enum Ink {
    COLOUR,
    PLAIN
  }

  private static final String RESET = "\u001b[0m";
  private static final int BOLD = 1;
  private static final int UNDERLINED = 4;

  /** Cyan, yellow, green, magenta, blue, red, and two bright ones; then the terminal's own. */
  private static final int[] COLOURS = {36, 33, 32, 35, 34, 31, 96, 95, 39};

  /** Without colour, as for what goes into a log as well. */
  public static TerminalView plain() {
    return new TerminalView(new TypePalette(List.of()), Ink.PLAIN);
  }

  /** The text without a line end after it. */
  public String text(HighlightedText text) {
    return text.written(Printable::text, this::marked);
  }

  /** A line for each answer: who gave it, and the text. */
  public String sideBySide(SideBySide answers) {
    return answers.rows().stream()
        .map(row -> Printable.text(row.who()) + ": " + text(row.text()) + "\n")
        .collect(joining());
  }

  private String marked(Highlight highlight, String text) {
    String words = Printable.text(text);
    String label = Printable.text(highlight.label());
    if (label.isEmpty()) {
      return ink == Ink.PLAIN
          ? "[" + words + "]"
          : "\u001b[%d;%dm%s%s".formatted(UNDERLINED, BOLD, words, RESET);
    }
    if (ink == Ink.PLAIN) {
      return "[" + label + " " + words + "]";
    }
    int colour = COLOURS[palette.colour(highlight.type())];
    return "\u001b[%1$d;%2$dm%3$s%5$s \u001b[%2$dm[%4$s]%5$s"
        .formatted(UNDERLINED, colour, words, label, RESET);
  }
}
