package io.winnow.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordAmountTest {

  @ParameterizedTest
  @CsvSource({"2500, 2500", "2%, 1214", "2.5%, 1517", "2.5 %, 1517", "100%, 60676", "0.0001%, 1"})
  void aNumberOrAShareOfThePool(String text, long words) {
    assertThat(WordAmount.parse(text).of(60_676)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2%", "2.5%", "2500"})
  void itIsWrittenAsItWasRead(String text) {
    assertThat(WordAmount.parse(text)).hasToString(text);
  }

  @Test
  void whatIsNeitherIsRefused() {
    assertThatThrownBy(() -> WordAmount.parse("some")).hasMessageContaining("write 2500, or 2.5%");
    assertThatThrownBy(() -> WordAmount.parse("-5")).hasMessageContaining("'-5'");
    assertThatThrownBy(() -> WordAmount.parse("0")).hasMessageContaining("above 0");
    assertThatThrownBy(() -> WordAmount.parse("101%")).hasMessageContaining("at most 100%");
  }
}
