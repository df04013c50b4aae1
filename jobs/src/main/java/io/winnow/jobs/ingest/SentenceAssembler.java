package io.winnow.jobs.ingest;

import io.winnow.text.Sentence;
import io.winnow.text.WordSplitter;
import java.util.List;

/** Makes a sentence of a record: places the words given, or splits the text into words. */
final class SentenceAssembler {

  private SentenceAssembler() {}

  /**
   * @param source the source's name
   * @throws IllegalArgumentException if the record contradicts itself; says how
   */
  static LabelledSentence assemble(RawRecord record, String source) {
    Sentence sentence = sentence(record, source);
    return new LabelledSentence(record.sourceId(), sentence, GoldSpans.of(record, sentence));
  }

  private static Sentence sentence(RawRecord record, String source) {
    String text = record.text();
    if (record.words() == null) {
      return new Sentence(Sentence.idOf(source, text), text, WordSplitter.split(text));
    }
    List<GivenWord> words = record.words();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).text().isEmpty()) {
        throw new IllegalArgumentException("word %d of %d is empty".formatted(i + 1, words.size()));
      }
    }
    if (text == null) {
      return Sentence.ofWords(source, words.stream().map(GivenWord::text).toList());
    }
    return new Sentence(Sentence.idOf(source, text), text, WordPlaces.find(text, words));
  }
}
