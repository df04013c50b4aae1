package io.winnow.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.display.TerminalView.Ink;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalViewTest {

  private static final TypePalette PALETTE = new TypePalette(List.of("PER", "LOC"));
  private static final HighlightedText PARIS =
      new HighlightedText(
          "In Paris, Ann.", List.of(Highlight.of(10, 13, "PER"), Highlight.of(3, 8, "LOC", 0.925)));

  @Test
  void withColourAnEntityIsUnderlinedAndItsLabelFollows() {
    assertThat(new TerminalView(PALETTE, Ink.COLOUR).text(PARIS))
        .isEqualTo(
            "In \u001b[4;33mParis\u001b[0m \u001b[33m[LOC .93]\u001b[0m, "
                + "\u001b[4;36mAnn\u001b[0m \u001b[36m[PER]\u001b[0m.");
  }

  @Test
  void plainAllStandsInBrackets() {
    assertThat(new TerminalView(PALETTE, Ink.PLAIN).text(PARIS))
        .isEqualTo("In [LOC .93 Paris], [PER Ann].");
  }

  @Test
  void aTextCanNotCommandTheTerminal() {
    HighlightedText evil = new HighlightedText("a\u001b]0;x\u0007\u009bm\tb\ud800", List.of());
    assertThat(new TerminalView(PALETTE, Ink.COLOUR).text(evil))
        .isEqualTo("a\u241b]0;x\u2407\ufffdm\tb\ufffd");
  }

  @Test
  void aTextCanNotTurnWhatStandsBehindIt() {
    String turned = "\u202aa\u202eb\u2066c\u2069d";
    assertThat(TerminalView.plain().text(new HighlightedText(turned + " שלום", List.of())))
        .isEqualTo("\ufffda\ufffdb\ufffdc\ufffdd שלום");
  }

  @Test
  void answersThatDifferSaySoWithoutColour() {
    SideBySide answers =
        SideBySide.of(
            Sentence.ofWords("s", List.of("Ann", "left", "Paris")),
            List.of(
                new SideBySide.Answer(
                    "gold", List.of(new EntitySpan(0, 1, "PER"), new EntitySpan(2, 3, "LOC"))),
                new SideBySide.Answer("model", List.of(new EntitySpan(0, 1, "PER")))));
    assertThat(new TerminalView(PALETTE, Ink.PLAIN).sideBySide(answers))
        .isEqualTo("gold: [PER Ann] left [≠ LOC Paris]\nmodel: [PER Ann] left [≠ none Paris]\n");
  }

  @Test
  void whatDoesNotFitIsRejectedWithBothNumbers() {
    assertThatThrownBy(
            () ->
                new HighlightedText(
                    "four five", List.of(Highlight.of(0, 5, "A"), Highlight.of(4, 9, "B"))))
        .hasMessage("Highlight [4,9) of type B does not fit after character 5 of 9");
    assertThatThrownBy(() -> Highlight.of(2, 2, "A")).hasMessageContaining("holds no character");
    assertThatThrownBy(() -> Highlight.of(0, 2, "A", 1.5)).hasMessageContaining("confidence 1.5");
  }
}
