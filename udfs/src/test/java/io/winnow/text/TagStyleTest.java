package io.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagStyleTest {

  /** What numbers mean, and the plain tags of 0, 1 and 2. */
  @ParameterizedTest
  @CsvSource({
    "O B-PER I-PER, O B-PER I-PER",
    "o b-per i-per, O B-per I-per",
    "O PER-B PER-I, O B-PER I-PER",
    "O PER LOC, O I-PER I-LOC",
    "PER LOC O, I-PER I-LOC O"
  })
  void namesOfNumbersMayBeTagsOfAnyStyle(String names, String plain) {
    TagStyle style =
        TagStyle.of(List.of("0", "1", "2"), Set.of(), List.of(names.split(" "))).orElseThrow();
    assertThat(style.form()).isEqualTo(TagStyle.Form.NUMBER);
    assertThat(style.plain(List.of("0", "1", "2"))).containsExactly(plain.split(" "));
  }
}
