package io.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordEdgesTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "' Ida ',Ida",
        "'\u00A0\u3000Ida\u200B\uFEFF\t',Ida",
        "'\u200EIda\u00AD',Ida",
        "'\u0001Ida\u0085',Ida",
        "'a\u200Db c','a\u200Db c'",
        "'e\u0301','e\u0301'",
        "'\uD83D\uDE00 ','\uD83D\uDE00'",
        "'\u0600','\u0600'",
        "' \u200B ',''",
      })
  void whatCantBeSeenIsNoPartOfAWordAtItsEnds(String word, String trimmed) {
    assertThat(WordEdges.trimmed(word)).isEqualTo(trimmed);
  }
}
