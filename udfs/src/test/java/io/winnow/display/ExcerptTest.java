package io.winnow.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 3, abc",
    "abcd, 3, abc... (1 more characters)",
    "😀😀, 2, 😀😀",
    "😀😀😀, 2, 😀😀... (1 more characters)",
    "'', 3, ''"
  })
  void aLongTextIsCutAtAWholeCharacterAndTheRestIsCounted(String text, int most, String shown) {
    assertThat(Excerpt.of(text, most)).isEqualTo(shown);
  }

  @Test
  void whatCommandsATerminalIsShown() {
    assertThat(Excerpt.of("a\u001b[2J\nb\u0000\u202e")).isEqualTo("a\u241b[2J\u240ab\u2400\ufffd");
    assertThat(Excerpt.message("a\u001b\nb")).isEqualTo("a\u241b\nb");
  }

  @Test
  void noTextIsTooLongForAMessage() {
    String megabytes = "x".repeat(10_000_000);
    assertThat(Excerpt.of(megabytes)).hasSizeLessThan(250).endsWith("(9,999,800 more characters)");
    assertThat(Excerpt.message(megabytes)).hasSizeLessThan(8_100);
    assertThat(Excerpt.list(Collections.nCopies(1000, megabytes)))
        .hasSizeLessThan(2_200)
        .endsWith(" and 980 more");
    assertThat(Excerpt.list(List.of("a", "b"))).isEqualTo("a, b");
  }
}
