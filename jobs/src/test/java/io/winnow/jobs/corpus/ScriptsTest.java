package io.winnow.jobs.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptsTest {

  @ParameterizedTest
  @CsvSource({
    "Ida lives in Paris.,Latin",
    "Он живёт в Москве,Cyrillic",
    "Paris это город,mixed",
    // 8 of 10 letters and 7 of 9.
    "абвгдежз ab,Cyrillic",
    "абвгдеж ab,mixed",
    "彼は東京に住んでいます,Japanese",
    "スーパー,Japanese",
    "北京,Han",
    "서울 大韓民國 이다 입니다,Korean",
    "नमस्ते दुनिया,Devanagari",
    "مرحبا,Arabic",
    "ᐃᓄᒃᑎᑐᑦ,Canadian Aboriginal",
    "𝒳 12 € !,no letters",
    "👍👍,no letters"
  })
  void aTextIsOfTheScriptOfMostOfItsLetters(String text, String script) {
    assertThat(Scripts.of(text)).isEqualTo(script);
  }

  @Property(tries = 200)
  void everyTextHasOneAndSignsDoNotChangeIt(@ForAll String text) {
    String script = Scripts.of(text);
    assertThat(script).isNotEmpty();
    assertThat(Scripts.of(text + " 12, !?")).isEqualTo(script);
  }

  @Property(tries = 100)
  void aQuantileIsTheShortestLengthThatSoManyDoNotExceed(@ForAll List<Byte> lengths) {
    TreeMap<Integer, Long> counts = new TreeMap<>();
    lengths.forEach(it -> counts.merge((int) it, 1L, Long::sum));
    if (lengths.isEmpty()) {
      return;
    }
    for (int percent : List.of(5, 50, 99)) {
      int quantile = SizeFacts.quantile(counts, percent);
      long upTo = counts.headMap(quantile, true).values().stream().mapToLong(it -> it).sum();
      long below = counts.headMap(quantile).values().stream().mapToLong(it -> it).sum();
      assertThat(100 * upTo).isGreaterThanOrEqualTo(percent * (long) lengths.size());
      assertThat(100 * below).isLessThan(percent * (long) lengths.size());
      assertThat(counts).containsKey(quantile);
    }
  }
}
