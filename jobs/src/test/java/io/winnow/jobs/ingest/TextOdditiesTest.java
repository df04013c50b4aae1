package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextOdditiesTest {

  @ParameterizedTest
  @CsvSource({
    "Jos\uFFFD kam,U+FFFD",
    "JosÃ© kam,read in another encoding",
    "in KÃ¶ln,read in another encoding",
    "Â£ 5,read in another encoding",
    "sheâ€™s,read in another encoding",
    "<PER>Ida</PER> kam,<PER>",
    "<b class='x'>Ida</b> kam,<PER>",
    "Ida/B-PER kam/O,Ida/B-PER",
    "Ida|NNP|B-PER kam|VBD|O,Ida/B-PER",
    "[Ida](PER) kam,Ida/B-PER"
  })
  void whatIsUnusualIsRemarked(String text, String remark) {
    assertThat(TextOddities.of(text))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.kind()).isEqualTo(Remark.Kind.WARNING);
              assertThat(it.text()).contains(remark);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "São Paulo",
        "SÃO PAULO",
        "Ångström",
        "a < b > c",
        "</s>",
        "â demain",
        "20 €",
        "and/or B-2",
        "A/B-testing",
        "[Ida](https://x.de) kam",
        "see [1](a)"
      })
  void plainTextIsNot(String text) {
    assertThat(TextOddities.of(text)).isEmpty();
  }
}
