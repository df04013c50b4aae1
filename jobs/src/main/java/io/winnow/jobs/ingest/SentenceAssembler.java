package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.RawRecord.GivenWord;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.SentenceId;
import io.winnow.text.WordSplitter;
import java.util.List;
import java.util.Optional;

/** Makes a sentence of a record: places the words given, or splits the text into words. */
final class SentenceAssembler {

  private SentenceAssembler() {}

  /**
   * @param source the source's name
   * @throws IllegalArgumentException if the record contradicts itself; says how
   */
  static Assembled assemble(RawRecord record, String source) {
    Sentence sentence = sentence(record, source);
    return new Assembled(record.sourceId(), sentence, GoldSpans.of(record, sentence));
  }

  private static Sentence sentence(RawRecord record, String source) {
    String text = record.text();
    if (record.words() == null) {
      return new Sentence(SentenceId.of(source, text), text, WordSplitter.split(text));
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
    return new Sentence(SentenceId.of(source, text), text, WordPlaces.find(text, words));
  }

  /**
   * @param sourceId the input's own id, null if it has none
   * @param gold spans in reading order, none overlap; empty list if known to hold no entity
   */
  record Assembled(String sourceId, Sentence sentence, Optional<List<EntitySpan>> gold) {}
}
