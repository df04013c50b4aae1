package io.winnow.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubNameTest {

  @ParameterizedTest
  @CsvSource({
    "hf://dslim/bert-base-NER, dslim/bert-base-NER, main",
    "hf://bert-base-cased, bert-base-cased, main",
    "hf://a/b.c_d@v1.0, a/b.c_d, v1.0",
    "hf://a/b@refs/pr/3, a/b, refs/pr/3",
    "hf://a/b@0123456789abcdef0123456789abcdef01234567, a/b,"
        + " 0123456789abcdef0123456789abcdef01234567"
  })
  void names(String text, String repository, String revision) {
    assertThat(HubName.parse(text)).contains(new HubName(repository, revision));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dslim/bert-base-NER", "/models/x", "s3a://b/x", "file:/x", "hf"})
  void folders(String text) {
    assertThat(HubName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hf://",
        "hf://a/b/c",
        "hf://a/",
        "hf:///b",
        "hf://a/b@",
        "hf://a--b/c",
        "hf://a/../b",
        "hf://../b",
        "hf://-a/b",
        "hf://a/b.git",
        "hf://a/b@../../x",
        "hf://a/b c",
        "hf://a/b@ x",
        "hf://a/b@-x",
        "hf://a/b?x=1"
      })
  void noNames(String text) {
    assertThatThrownBy(() -> HubName.parse(text))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining(text)
        .hasMessageContaining("hf://ORG/NAME");
  }

  @ParameterizedTest
  @CsvSource({
    "https://huggingface.co/a/b, hf://a/b",
    "https://huggingface.co/a/b/tree/v1, hf://a/b@v1",
    "https://hf.co/a/b/, hf://a/b"
  })
  void pagesAreNotGuessedAt(String text, String name) {
    assertThatThrownBy(() -> HubName.parse(text))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageEndingWith("give the model as " + name);
  }

  @ParameterizedTest
  @CsvSource({"hf://datasets/conll2003, datasets", "hf://spaces/a/b, spaces"})
  void otherThings(String text, String kind) {
    assertThatThrownBy(() -> HubName.parse(text))
        .isInstanceOf(HubRefusalException.class)
        .hasMessageContaining("one of the hub's " + kind);
  }
}
