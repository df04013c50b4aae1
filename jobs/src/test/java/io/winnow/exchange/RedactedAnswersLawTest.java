package io.winnow.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.exchange.ToolLawsTest.Sent;
import io.winnow.redaction.BuiltIn;
import io.winnow.redaction.Placeholders;
import io.winnow.redaction.Redaction;
import io.winnow.redaction.Redactor;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Redact, answer in another tool, merge, restore = the answer on the sentence as it is. */
class RedactedAnswersLawTest {

  private static final Redactor ALL =
      new Redactor(Stream.of(BuiltIn.values()).map(BuiltIn::detector).toList());

  /**
   * A sentence with what annotators are to find.
   *
   * @param spans of its own words; whoever sees placeholders can mark them
   */
  private record Asked(Redaction redaction, List<EntitySpan> spans) {

    Sent sent() {
      List<String> words = new ArrayList<>();
      List<String> gaps = new ArrayList<>();
      int at = 0;
      for (Word word : redaction.words()) {
        gaps.add(redaction.text().substring(at, word.start()));
        words.add(word.text());
        at = word.end();
      }
      return new Sent(words, gaps, redaction.sent(spans));
    }
  }

  @Property(tries = 60)
  void answersComeHome(
      @ForAll("tools") ToolFormat tool,
      @ForAll OffsetUnit unit,
      @ForAll boolean isQuoted,
      @ForAll("asked") List<Asked> asked)
      throws IOException {
    List<List<EntitySpan>> back =
        ToolLawsTest.back(
                tool, unit, Optional.of(unit), isQuoted, asked.stream().map(Asked::sent).toList())
            .orElseThrow();
    for (int i = 0; i < asked.size(); i++) {
      assertThat(asked.get(i).redaction().original(back.get(i))).isEqualTo(asked.get(i).spans());
    }
  }

  @Provide
  Arbitrary<ToolFormat> tools() {
    return Arbitraries.of(ToolFormat.LABEL_STUDIO, ToolFormat.DOCCANO, ToolFormat.PRODIGY);
  }

  @Provide
  Arbitrary<List<Asked>> asked() {
    Arbitrary<List<String>> pieces =
        Arbitraries.of(
                "Ann",
                "\uD83D\uDE00",
                "Paris,",
                "(bob@example.org)",
                "Bob@Example.org",
                "e\u0301t\u00E9",
                "+49 (30) 1234-567",
                "DE89 3704 0044 0532 0130 00",
                "10.0.0.1",
                "10.0.0.2",
                "https://example.org/a?b=c",
                "4111 1111 1111 1111")
            .list()
            .ofMinSize(1)
            .ofMaxSize(7);
    return Combinators.combine(pieces, Arbitraries.integers().between(0, 2).list().ofSize(40))
        .as(RedactedAnswersLawTest::asked)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  /**
   * @param lengths of spans of words that go out, one after the other; 0 is a word in none
   */
  private static Asked asked(List<String> pieces, List<Integer> lengths) {
    String text = String.join(" ", pieces);
    Redaction redaction = ALL.redact(text, WordSplitter.split(text), new Placeholders());
    List<EntitySpan> spans = new ArrayList<>();
    int at = 0;
    for (int length : lengths) {
      int end = at + length;
      if (length > 0 && end <= redaction.words().size()) {
        spans.add(redaction.original(new EntitySpan(at, end, length == 1 ? "PER" : "LOC")));
      }
      at = Math.max(end, at + 1);
    }
    return new Asked(redaction, spans);
  }
}
