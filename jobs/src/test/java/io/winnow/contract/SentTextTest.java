package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.text.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentTextTest {

  private static final String EMOJI = "\uD83D\uDE00";

  @Test
  void textAndWordsComeBackAsTheyWere() {
    String text = "  " + EMOJI + "Ana\u0301-\u05D0\u05D1 ";
    SentText sent =
        SentText.of(text, List.of(new Word(EMOJI, 2, 4), new Word("", 4, 4), new Word("-", 8, 9)));
    assertThat(sent.wordCount()).isEqualTo(3);
    assertThat(sent.words()).containsExactly(EMOJI, "", "-");
    assertThat(sent).hasToString(text);
    assertThat(sent.placed().starts()).containsExactly(2, 3, 7);
    assertThat(sent.placed().ends()).containsExactly(3, 3, 8);
  }

  @Test
  void anEmptySentenceHasNoWords() {
    assertThat(SentText.of("", List.of()).words()).isEmpty();
  }

  @Test
  void wordsFarApartAndLongAreKept() {
    String text = " ".repeat(20_000) + "x".repeat(300);
    SentText sent = SentText.of(text, List.of(new Word("x", 20_000, 20_300)));
    assertThat(sent.placed().starts()).containsExactly(20_000);
    assertThat(sent.words()).containsExactly("x".repeat(300));
    assertThat(sent).isEqualTo(SentText.of(text, List.of(new Word("", 20_000, 20_300))));
    assertThat(sent).isNotEqualTo(SentText.of(text, List.of()));
  }
}
