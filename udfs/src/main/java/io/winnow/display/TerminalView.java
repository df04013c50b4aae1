package io.winnow.display;

import io.winnow.display.SideBySide.Row;
import io.winnow.display.SideBySide.Stretch;
import java.util.List;

/**
 * Entities in a terminal. With colour, an entity is underlined and its label follows: {@code Paris
 * [LOC .93]}; plain, as for a file or where {@code NO_COLOR} is set, both stand in brackets: {@code
 * [LOC .93 Paris]}. Control characters of the text can't reach the terminal.
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
  private static final int UNDERLINED = 4;

  /** Cyan, yellow, green, magenta, blue, red, and two bright ones; then the terminal's own. */
  private static final int[] COLOURS = {36, 33, 32, 35, 34, 31, 96, 95, 39};

  /** Without colour, as for what goes into a log as well. */
  public static TerminalView plain() {
    return new TerminalView(new TypePalette(List.of()), Ink.PLAIN);
  }

  /** The text without a line end after it. */
  public String text(HighlightedText text) {
    StringBuilder line = new StringBuilder(text.text().length() + 24 * text.highlights().size());
    int from = 0;
    for (Highlight highlight : text.highlights()) {
      line.append(Printable.text(text.text().substring(from, highlight.start())));
      append(line, text.text(), highlight, highlight.label());
      from = highlight.end();
    }
    return line.append(Printable.text(text.text().substring(from))).toString();
  }

  /** A line for each answer: who gave it, and the text. */
  public String sideBySide(SideBySide answers) {
    StringBuilder lines = new StringBuilder();
    for (Row row : answers.rows()) {
      lines.append(Printable.text(row.who())).append(": ");
      int from = 0;
      for (Stretch stretch : row.stretches()) {
        Highlight highlight = stretch.highlight();
        lines.append(Printable.text(answers.text().substring(from, highlight.start())));
        append(lines, answers.text(), highlight, stretch.label());
        from = highlight.end();
      }
      lines.append(Printable.text(answers.text().substring(from))).append('\n');
    }
    return lines.toString();
  }

  private void append(StringBuilder line, String text, Highlight highlight, String label) {
    String words = Printable.text(text.substring(highlight.start(), highlight.end()));
    String shown = Printable.text(label);
    switch (ink) {
      case PLAIN -> line.append('[').append(shown).append(' ').append(words).append(']');
      case COLOUR -> {
        int colour = COLOURS[palette.colour(highlight.type())];
        line.append("\u001b[").append(UNDERLINED).append(';').append(colour).append('m');
        line.append(words).append(RESET).append(' ');
        line.append("\u001b[").append(colour).append("m[").append(shown).append(']').append(RESET);
      }
    }
  }
}
