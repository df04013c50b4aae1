package io.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where running text is cut: at each bar. */
class SentenceSplitterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "He left.| Then it rained!| Why?| No idea...| Well.",
        "Dr. Smith met J. Jones, M.D., at 5 p.m. on Oct. 3. in St. Louis.| It was cold.",
        "He said \"Stop.\"| Then he left. (see Fig. 3.) U.S. officials agreed.",
        "\"Why?\" she asked.| „Warum?“| « Non ! »| Er ging.| »Warum?«| (Yes.)| ¿Qué?| ¡Hola!| Bien.",
        "It costs 3.50 at example.com.| See v1.2 of it.| 1. First item.| 2. Second item.",
        "Am 3. Oktober kam z.B. Hr. Meier, bzw. Fr. Kurz.| Im Jahr 2020.| Dann ging er.",
        "lower case. after the stop is one. ok!",
        "今日は。|元気ですか？|「はい！」と言った。|終わり",
        "यह है।| वह है।|अब",
        "هل أنت بخير؟| نعم.| شكرا",
        "３．５倍．|次",
        "A wrapped\nline here.\r\nlower|\n\nparagraph|\r\n \t\r\nanother|\fpage| \u2029end",
        "  \n\n leading.| 😀 Done.",
        "",
        " ",
        "...",
        "?!"
      })
  void textsAreCutAtBars(String marked) {
    assertThat(marked(marked.replace("|", ""))).isEqualTo(marked);
  }

  private static String marked(String text) {
    StringBuilder marked = new StringBuilder(text);
    List<Integer> ends = new ArrayList<>(SentenceSplitter.ends(text));
    for (int i = ends.size() - 1; i >= 0; i--) {
      marked.insert((int) ends.get(i), "|");
    }
    return marked.toString();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars(" \n\r.!?aB1\"')(。\ud83d\ude00\u0301\u2029-")
        .ofMaxLength(60);
  }

  /** Whatever the text, unpaired surrogates and all. */
  @Property(tries = 500)
  void endsAreInOrderBehindWhatIsSeenAndBeforeMore(@ForAll("texts") String text) {
    int before = 0;
    for (int end : SentenceSplitter.ends(text)) {
      assertThat(end).isGreaterThan(before).isLessThan(text.length());
      assertThat(text.substring(before, end)).isNotBlank();
      assertThat(text.substring(end)).isNotBlank();
      assertThat(Character.isWhitespace(text.charAt(end - 1))).isFalse();
      before = end;
    }
  }
}
