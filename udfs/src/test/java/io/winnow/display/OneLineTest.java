package io.winnow.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OneLineTest {

  @Test
  void aShortTextStaysWhole() {
    assertThat(shown("In Paris\nagain", 80, Highlight.of(3, 8, "LOC", 0.93)))
        .isEqualTo("In [LOC .93 Paris]␊again");
  }

  @Test
  void ofALongTextThePartAroundTheFirstHighlightStays() {
    String text = "one two three four five six seven eight nine ten Paris " + "more ".repeat(30);
    int at = text.indexOf("Paris");
    assertThat(shown(text, 60, Highlight.of(at, at + 5, "")))
        .isEqualTo("...seven eight nine ten [Paris] more more more more more...");
  }

  @Property(tries = 300)
  void itFitsAndHoldsTheFirstHighlightsBeginning(
      @ForAll @StringLength(max = 120) String before,
      @ForAll @StringLength(min = 1, max = 120) String found,
      @ForAll @StringLength(max = 120) String after,
      @ForAll @IntRange(min = 40, max = 100) int columns) {
    Highlight highlight = Highlight.of(before.length(), before.length() + found.length(), "LOC");
    HighlightedText line =
        OneLine.of(new HighlightedText(before + found + after, List.of(highlight)), columns);
    String shown = TerminalView.plain().text(line);
    assertThat(Columns.of(shown)).isLessThanOrEqualTo(columns);
    assertThat(shown).doesNotContain("\n", "\u001b").contains("[LOC ");
  }

  private static String shown(String text, int columns, Highlight... highlights) {
    HighlightedText whole = new HighlightedText(text, List.of(highlights));
    return TerminalView.plain().text(OneLine.of(whole, columns));
  }
}
