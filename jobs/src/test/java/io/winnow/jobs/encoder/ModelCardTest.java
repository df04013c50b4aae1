package io.winnow.jobs.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCardTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          ---\\nlicense: mit\\n---\\n# Model                              | mit
          ---\\nlicense: [mit, apache-2.0]\\n---\\n                       | mit, apache-2.0
          ---\\nlicense: other\\nlicense_name: llama-9\\n---\\n           | llama-9
          ---\\nlicense: other\\n---\\n                                   | other
          ---\\ntags: [ner]\\n---\\nlicense: mit                          | -
          ---\\nlicense: mit                                              | -
          # license: mit                                                  | -
          ---\\nlicense: [mit\\n---\\n                                    | -
          ---\\n- mit\\n---\\n                                            | -
          """)
  void theLicenceIsWhatTheFrontMatterNames(String text, String licence) throws IOException {
    Path readme = folder.resolve("README.md");
    Files.writeString(readme, text.translateEscapes());
    assertThat(ModelCard.licence(readme)).isEqualTo(Optional.ofNullable(licence));
  }

  @Test
  void withoutAFileThereIsNone() throws IOException {
    assertThat(ModelCard.licence(folder.resolve("README.md"))).isEmpty();
    Path latin = folder.resolve("latin.md");
    Files.write(latin, new byte[] {'-', '-', '-', '\n', (byte) 0xe9, '\n', '-', '-', '-'});
    assertThat(ModelCard.licence(latin)).isEmpty();
  }
}
