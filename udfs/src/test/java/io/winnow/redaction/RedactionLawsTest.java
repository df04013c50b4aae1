package io.winnow.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.text.EntitySpan;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Redact, answer, restore = answer. */
class RedactionLawsTest {

  private static final Redactor ALL =
      new Redactor(
          Stream.concat(
                  Stream.of(BuiltIn.values()).map(BuiltIn::detector),
                  Stream.of(
                      OwnPattern.of("EMPLOYEE", "E\\d{6}"),
                      OwnDictionary.of("NAME", List.of("Zoë Müller"))))
              .toList());

  private static final List<String> SECRETS =
      List.of(
          "bob@example.org",
          "Bob@Example.org",
          "+49 (30) 1234-567",
          "DE89 3704 0044 0532 0130 00",
          "4111 1111 1111 1111",
          "192.168.1.20",
          "2001:db8::1",
          "https://example.org/a?token=abc",
          "E123456",
          "zoe\u0308 MÜLLER");

  private static final List<String> PLAIN =
      List.of(
          "Ann",
          "went",
          "to",
          "Paris",
          "\uD83D\uDE00",
          "(",
          ")",
          ",",
          "don't",
          "é",
          "我们",
          "[EMAIL-1]");

  @Property(tries = 2000)
  void spansComeHome(@ForAll("sentences") String text, @ForAll("cuts") List<Integer> cuts) {
    check(text, WordSplitter.split(text));
    check(text, cut(text, cuts));
  }

  private static void check(String text, List<Word> words) {
    Redaction redaction = ALL.redact(text, words, new Placeholders());
    assertThat(ALL.left(redaction)).isEmpty();
    for (String secret : SECRETS) {
      String hidden = secret.startsWith("https") ? "token=abc" : secret;
      assertThat(redaction.text()).doesNotContain(hidden);
    }
    assertThat(restored(redaction)).isEqualTo(text);
    List<Word> sent = redaction.words();
    int end = 0;
    for (Word word : sent) {
      assertThat(word.start()).isGreaterThanOrEqualTo(end);
      assertThat(redaction.text().substring(word.start(), word.end())).isEqualTo(word.text());
      end = word.end();
    }
    for (int first = 0; first < sent.size(); first++) {
      for (int last = first + 1; last <= sent.size(); last++) {
        EntitySpan answer = new EntitySpan(first, last, "T");
        EntitySpan home = redaction.original(answer);
        assertThat(redaction.sent(home)).isEqualTo(answer);
        if (redaction.replacements().isEmpty()) {
          assertThat(home).isEqualTo(answer);
        }
      }
    }
    for (int first = 0; first < words.size(); first++) {
      for (int last = first + 1; last <= words.size(); last++) {
        EntitySpan span = new EntitySpan(first, last, "T");
        EntitySpan home = redaction.original(redaction.sent(span));
        assertThat(home.startWord()).isLessThanOrEqualTo(first);
        assertThat(home.endWord()).isGreaterThanOrEqualTo(last);
        if (coversWhole(span, words, redaction)) {
          assertThat(home).isEqualTo(span);
        }
      }
    }
  }

  /** Whether no replaced piece, and no word beside one, lies partly within a span. */
  private static boolean coversWhole(EntitySpan span, List<Word> words, Redaction redaction) {
    return redaction.replacements().stream()
        .allMatch(
            it -> {
              List<Integer> touched = new ArrayList<>();
              for (int i = 0; i < words.size(); i++) {
                if (words.get(i).start() < it.end() && words.get(i).end() > it.start()) {
                  touched.add(i);
                }
              }
              long within =
                  touched.stream().filter(i -> i >= span.startWord() && i < span.endWord()).count();
              return within == 0 || within == touched.size();
            });
  }

  /** What went out, with what each placeholder stands for. */
  private static String restored(Redaction redaction) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    int from = 0;
    for (Replacement it : redaction.replacements()) {
      int place = at + it.start() - from;
      text.append(redaction.text(), at, place);
      text.append(redaction.original(), it.start(), it.end());
      at = place + it.placeholder().length();
      from = it.end();
    }
    return text.append(redaction.text().substring(at)).toString();
  }

  @Provide
  Arbitrary<String> sentences() {
    return Arbitraries.of(Stream.concat(SECRETS.stream(), PLAIN.stream()).toList())
        .list()
        .ofMaxSize(9)
        .map(pieces -> String.join(" ", pieces));
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(1, 9).list().ofSize(40);
  }

  /** Words of other lengths, which cut what is private anywhere. */
  private static List<Word> cut(String text, List<Integer> lengths) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    for (int length : lengths) {
      int end = Math.min(text.length(), at + length);
      if (end > at && !Character.isWhitespace(text.charAt(at))) {
        words.add(new Word(text.substring(at, end), at, end));
      }
      at = end;
    }
    return words;
  }
}
