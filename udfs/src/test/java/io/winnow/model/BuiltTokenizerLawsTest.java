package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class BuiltTokenizerLawsTest {

  private static final Map<String, BuiltTokenizers> ALL = new LinkedHashMap<>();
  private static Path scratch;

  @BeforeContainer
  static void open() throws IOException {
    scratch = Files.createTempDirectory("winnow-built");
    for (String fixture :
        Stream.of(BuiltTokenizers.WITH_FILES, BuiltTokenizers.UNIGRAM)
            .flatMap(List::stream)
            .toList()) {
      ALL.put(fixture, BuiltTokenizers.of(fixture, scratch.resolve(fixture)));
    }
  }

  @AfterContainer
  static void close() {
    ALL.values().forEach(BuiltTokenizers::close);
    TestCheckpoints.delete(scratch);
  }

  @Property(tries = 200)
  void anyWordsAreSpelledAlike(@ForAll("words") List<String> words) {
    ALL.forEach(
        (fixture, both) ->
            assertThat(both.spelledByBuilt(words)).as(fixture).isEqualTo(both.spelledByOwn(words)));
  }

  /**
   * Shorter than the fixtures' longest word, and nothing that their normalisers (NFKC in place of
   * the families' own tables) would change.
   */
  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> latin = Arbitraries.strings().withCharRange('!', '~').ofMaxLength(20);
    Arbitrary<String> known =
        Arbitraries.of("Ada", "Ekström", "Žofie", "café", "🙂🙂", "北京", "1,250", "[MASK]", "<s>");
    Arbitrary<String> accents =
        Arbitraries.strings().withChars("aeéèñöžÉÖ李雷🙂".toCharArray()).ofMaxLength(8);
    return Arbitraries.oneOf(latin, known, accents)
        .filter(word -> !word.contains("``") && !word.contains("''"))
        .list()
        .ofMaxSize(12);
  }
}
