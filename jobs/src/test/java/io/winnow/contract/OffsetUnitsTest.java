package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.contract.ReturnedAnnotation.Span;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * What the offsets of a file count is told from its spans: right, or refused, never other words.
 */
class OffsetUnitsTest {

  private static final LabelScheme LABELS = new LabelScheme(List.of("PER", "LOC"));
  private static final String PARTY = "\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89 ";

  /** How a span says what it marks. */
  enum Saying {
    PLACE,
    QUOTE
  }

  private Path temp;

  @BeforeProperty
  void makeFolder() throws IOException {
    temp = Files.createTempDirectory("offsets");
  }

  @AfterProperty
  void removeFolder() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 150)
  void aFileGivesItsWordsOrIsRefused(
      @ForAll("texts") List<String> texts, @ForAll OffsetUnit unit, @ForAll Saying saying)
      throws IOException {
    List<Sentence> sentences = sentences(texts);
    CollectedReturns check;
    try {
      check = check(sentences, answers(sentences, unit, saying));
    } catch (ContractBreachException e) {
      assertThat(unit).isNotEqualTo(OffsetUnit.CODE_POINTS);
      assertThat(e)
          .hasMessageContaining("nothing of it was merged")
          .hasMessageContaining("--offsets");
      return;
    }
    if (unit == OffsetUnit.CODE_POINTS) {
      assertThat(check.rejected()).isEmpty();
    }
    assertThat(check.accepted())
        .allSatisfy(
            it ->
                assertThat(it.annotation().spans())
                    .isEqualTo(
                        everyWord(sentences.get(Integer.parseInt(it.annotation().sentenceId())))));
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of(
            "Ida",
            "Ulm",
            "a",
            "\uD83C\uDF89",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "J\u00F6rg",
            "Ana\u0301",
            "\u05D0\u05D1",
            "\u6771\u4EAC",
            "-",
            ".")
        .list()
        .ofMinSize(3)
        .ofMaxSize(9)
        .map(words -> String.join(" ", words))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Property(tries = 1)
  void theWholeFileIsRefusedWithBothCountsAndTheWayOut() throws IOException {
    List<Sentence> sentences =
        sentences(List.of(PARTY + "Ida ging nach Ulm heim", "Ada lebt hier"));
    List<ReturnedAnnotation> answers =
        List.of(
            answer(0, new Span(7, 10, "PER", null), new Span(21, 24, "LOC", null)),
            answer(1, new Span(0, 3, "PER", null)));
    assertThat(catchThrowableOfType(ContractBreachException.class, () -> check(sentences, answers)))
        .hasMessageStartingWith("Cannot merge return import-0001-")
        .hasMessageEndingWith(
            ".parquet: its offsets count utf-16, not code-points: of 2 spans that lie elsewhere in"
                + " some unit, there fit (begin and end with a word, or with what they quote):"
                + " code-points 0, utf-16 2, graphemes 0, bytes 0; nothing of it was merged. Send"
                + " offsets in Unicode code points from 0, the end behind the last one, as Python"
                + " counts; import another tool's export by 'winnow vendor import --offsets"
                + " utf-16'");
  }

  @Property(tries = 1)
  void oneThatMakesSenseByChanceDoesNotSaveTheOthers() throws IOException {
    // As code points [4,7) of the first is another word, though a whole one.
    List<Sentence> sentences =
        sentences(List.of("\uD83C\uDF89 abc ab", PARTY + "Ida ging nach Ulm heim"));
    List<ReturnedAnnotation> answers =
        List.of(
            answer(0, new Span(3, 6, "PER", null)),
            answer(1, new Span(7, 10, "PER", null), new Span(21, 24, "LOC", null)));
    assertThat(catchThrowableOfType(ContractBreachException.class, () -> check(sentences, answers)))
        .hasMessageContaining("count utf-16");
  }

  /** What is added to a start and to an end, and what is said. */
  @Property(tries = 1)
  void endsThatCountOtherwiseAreRefusedWithTheirFile() throws IOException {
    List<Sentence> sentences = sentences(List.of("Ida ging nach Ulm heim", "J\u00F6rg blieb"));
    assertThat(refused(sentences, 0, -1))
        .hasMessageContaining("only if each end is the last character");
    assertThat(refused(sentences, 1, 1))
        .hasMessageContaining(
            "its offsets seem to be shifted: 3 spans, read as code-points, begin and end with a"
                + " word, or with what they quote, only if they count from 1; subtract 1 from each"
                + " start and each end. As they are, 0 do; nothing of it was merged. Send offsets"
                + " in Unicode code points from 0");
    assertThat(refused(sentences, 1, 0))
        .hasMessageContaining("only if they count from 1 and ends are inclusive");
  }

  private ContractBreachException refused(List<Sentence> sentences, int start, int end) {
    List<ReturnedAnnotation> answers =
        List.of(
            answer(0, new Span(start, 3 + end, "PER", null)),
            answer(1, new Span(start, 4 + end, "PER", null)),
            answer(0, new Span(14 + start, 17 + end, "LOC", "Ulm")));
    return catchThrowableOfType(ContractBreachException.class, () -> check(sentences, answers));
  }

  @Property(tries = 1)
  void oneOddSpanIsItsRowsMatter() throws IOException {
    List<Sentence> sentences = sentences(List.of(PARTY + "Ida", PARTY + "Ulm", PARTY + "Ada"));
    CollectedReturns check =
        check(
            sentences,
            List.of(
                answer(0, new Span(4, 7, "PER", null)),
                answer(1, new Span(4, 7, "LOC", "Ulm")),
                answer(2, new Span(7, 10, "PER", "Ada"))));
    assertThat(check.accepted()).hasSize(2);
    assertThat(check.rejected().get(0).reason()).isEqualTo(ReasonCode.SPAN_OUT_OF_RANGE);
    assertThat(check.rejected().get(0).message()).endsWith("; as utf-16 the span is 'Ada'");
  }

  @Property(tries = 1)
  void annotatorsWhoMarkHalfAWordDoNotHideTheUnit() throws IOException {
    // As code points [7,10) is a number of two digits.
    List<String> texts = IntStream.range(0, 30).mapToObj(n -> PARTY + "Ida " + n).toList();
    List<Sentence> sentences = sentences(texts);
    List<ReturnedAnnotation> answers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      answers.add(
          answer(i, i % 10 == 0 ? new Span(8, 9, "PER", null) : new Span(7, 10, "PER", null)));
    }
    assertThat(catchThrowableOfType(ContractBreachException.class, () -> check(sentences, answers)))
        .hasMessageContaining("count utf-16, not code-points: of 28 spans");
  }

  private CollectedReturns check(List<Sentence> sentences, List<ReturnedAnnotation> answers)
      throws IOException {
    Path inbox = Files.createTempDirectory(temp, "inbox");
    try (ReturnWriter writer =
        new ReturnWriter(Hadoop.local(), Hadoop.path(inbox), Optional.empty())) {
      for (ReturnedAnnotation answer : answers) {
        writer.write(answer);
      }
      writer.deliver();
    }
    SentSentences sent =
        new SentSentences(
            sentences.stream()
                .map(it -> SentSentence.of(it.id(), "b1", it.text(), it.words()))
                .toList());
    return CollectedReturns.of(
        LABELS, sent, Hadoop.local(), Deliveries.list(Hadoop.local(), Hadoop.path(inbox)));
  }

  private static List<Sentence> sentences(List<String> texts) {
    return IntStream.range(0, texts.size())
        .mapToObj(
            n -> new Sentence(Integer.toString(n), texts.get(n), WordSplitter.split(texts.get(n))))
        .toList();
  }

  private static List<ReturnedAnnotation> answers(
      List<Sentence> sentences, OffsetUnit unit, Saying saying) {
    return IntStream.range(0, sentences.size())
        .mapToObj(
            n ->
                answer(
                    n,
                    sentences.get(n).words().stream()
                        .map(word -> span(sentences.get(n).text(), word, unit, saying))
                        .toArray(Span[]::new)))
        .toList();
  }

  private static Span span(String text, Word word, OffsetUnit unit, Saying saying) {
    return new Span(
        count(text, word.start(), unit),
        count(text, word.end(), unit),
        "PER",
        saying == Saying.QUOTE ? word.text() : null);
  }

  /** The inverse of {@link OffsetUnit#toUtf16}. */
  private static long count(String text, int place, OffsetUnit unit) {
    return LongStream.rangeClosed(0, 4L * text.length())
        .filter(offset -> unit.toUtf16(text, offset) == place)
        .findFirst()
        .orElseThrow();
  }

  private static List<EntitySpan> everyWord(Sentence sentence) {
    return IntStream.range(0, sentence.words().size())
        .mapToObj(word -> new EntitySpan(word, word + 1, "PER"))
        .toList();
  }

  private static ReturnedAnnotation answer(int sentence, Span... spans) {
    return new ReturnedAnnotation(
        Integer.toString(sentence), "b1", "ann", "done", List.of(spans), null, null, null, null);
  }
}
