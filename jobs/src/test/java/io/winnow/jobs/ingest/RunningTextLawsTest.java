package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Cutting a text loses nothing. */
class RunningTextLawsTest {

  private static final Pattern PARAGRAPH =
      Pattern.compile("\\S *(\\r\\n|\\n) *(\\r\\n|\\n)\\s*\\S");

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "Ab ",
            "cd. ",
            "Dr. ",
            "Ef! ",
            "\n\n",
            "\r\n",
            "\"",
            "x",
            "\u3002",
            "12 ",
            "(",
            ")",
            "\ud83d\ude00")
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 500)
  void spansAndWordsInAreSpansAndWordsOut(@ForAll("texts") String text, @ForAll Random random) {
    Sentence record = new Sentence(Sentence.idOf("s", text), text, words(text, random));
    List<EntitySpan> spans = spans(record.words().size(), random);
    RunningText cut = RunningText.of("s", record, spans);

    List<Word> words = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    int end = 0;
    for (RunningText.Piece piece : cut.pieces()) {
      Sentence sentence = piece.sentence();
      assertThat(text.substring(end, piece.start())).isBlank();
      end = piece.start() + sentence.text().length();
      assertThat(text.substring(piece.start(), end)).isEqualTo(sentence.text());
      assertThat(sentence.id()).isEqualTo(Sentence.idOf("s", sentence.text()));
      sentence.words().forEach(it -> words.add(shifted(it, piece.start())));
      piece.spans().forEach(it -> entities.add(entity(sentence, it, piece.start())));
      if (piece.spans().isEmpty()) {
        assertThat(PARAGRAPH.matcher(sentence.text()).find() && isSplit(record)).isFalse();
      }
    }
    assertThat(text.substring(end)).isBlank();
    assertThat(words).isEqualTo(record.words());
    assertThat(entities).isEqualTo(spans.stream().map(it -> entity(record, it, 0)).toList());
    if (cut.pieces().size() > 1) {
      assertThat(cut.pieces()).allMatch(it -> !it.sentence().words().isEmpty());
    }
    assertThat(RunningText.of("s", record, null).acrossParagraphs()).isEmpty();
  }

  /** Whether all that is seen is a word's: a paragraph without a word is part of another. */
  private static boolean isSplit(Sentence record) {
    return record.words().equals(WordSplitter.split(record.text()));
  }

  /** All of them, or some: a record may give its words, and not all that is seen is one then. */
  private static List<Word> words(String text, Random random) {
    List<Word> words = WordSplitter.split(text);
    return random.nextBoolean()
        ? words
        : words.stream().filter(word -> random.nextInt(4) > 0).toList();
  }

  private static List<EntitySpan> spans(int words, Random random) {
    List<EntitySpan> spans = new ArrayList<>();
    int at = 0;
    while (at < words) {
      int length = 1 + random.nextInt(3);
      if (random.nextInt(3) == 0 && at + length <= words) {
        spans.add(new EntitySpan(at, at + length, "T" + random.nextInt(2)));
        at += length;
      } else {
        at++;
      }
    }
    return spans;
  }

  private static Word shifted(Word word, int by) {
    return new Word(word.text(), word.start() + by, word.end() + by);
  }

  private static String entity(Sentence sentence, EntitySpan span, int start) {
    return "%d-%d %s"
        .formatted(sentence.start(span) + start, sentence.end(span) + start, span.type());
  }
}
