package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.RawRecord.GivenSpan;
import io.winnow.jobs.ingest.RawRecord.GivenWord;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Tags;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.util.List;
import java.util.Optional;

/**
 * Makes a sentence of a record: places the words given, or splits the text into words; its gold,
 * however given, becomes spans of whole words.
 */
final class SentenceAssembler {

  private SentenceAssembler() {}

  /**
   * @param source the source's name
   * @throws IllegalArgumentException if the record contradicts itself; says how
   */
  static Assembled assemble(RawRecord record, String source) {
    Sentence sentence = sentence(record, source);
    return new Assembled(record.sourceId(), sentence, gold(record, sentence));
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

  /**
   * @return empty if the record has no gold
   * @throws IllegalArgumentException if its gold does not fit the sentence
   */
  private static Optional<List<EntitySpan>> gold(RawRecord record, Sentence sentence) {
    if (record.tags() != null) {
      return Optional.of(fromTags(record, sentence));
    }
    if (record.spans() == null) {
      return Optional.empty();
    }
    List<EntitySpan> spans =
        record.spans().stream().map(span -> words(span, sentence)).sorted().distinct().toList();
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i - 1).overlaps(spans.get(i))) {
        throw new IllegalArgumentException(
            "entity spans %s and %s overlap in words".formatted(spans.get(i - 1), spans.get(i)));
      }
    }
    return Optional.of(spans);
  }

  private static List<EntitySpan> fromTags(RawRecord record, Sentence sentence) {
    if (record.words() == null) {
      throw new IllegalArgumentException("tags need the words they belong to, given as 'words'");
    }
    if (record.tags().size() != sentence.words().size()) {
      throw new IllegalArgumentException(
          "%d tags for %d words".formatted(record.tags().size(), sentence.words().size()));
    }
    return Tags.spans(record.tags());
  }

  private static EntitySpan words(GivenSpan span, Sentence sentence) {
    int words = sentence.words().size();
    if (span.unit() == GivenSpan.Unit.CODE_POINTS) {
      return snapped(span, sentence);
    }
    if (span.start() < 0 || span.end() <= span.start() || span.end() > words) {
      throw new IllegalArgumentException(
          "entity span %s does not fit the sentence's %d words".formatted(span, words));
    }
    return new EntitySpan(span.start(), span.end(), span.type());
  }

  /** A span that cuts through a word takes the whole word. */
  private static EntitySpan snapped(GivenSpan span, Sentence sentence) {
    String text = sentence.text();
    int length = text.codePointCount(0, text.length());
    if (span.start() < 0 || span.end() <= span.start() || span.end() > length) {
      throw new IllegalArgumentException(
          "entity span %s does not fit the text's %d characters".formatted(span, length));
    }
    int start = text.offsetByCodePoints(0, span.start());
    int end = text.offsetByCodePoints(start, span.end() - span.start());
    int first = 0;
    List<Word> words = sentence.words();
    while (first < words.size() && words.get(first).end() <= start) {
      first++;
    }
    int last = first;
    while (last < words.size() && words.get(last).start() < end) {
      last++;
    }
    if (last == first) {
      throw new IllegalArgumentException("entity span %s holds no word".formatted(span));
    }
    return new EntitySpan(first, last, span.type());
  }

  /**
   * @param sourceId the input's own id, null if it has none
   * @param gold spans in reading order, none overlap; empty list if known to hold no entity
   */
  record Assembled(String sourceId, Sentence sentence, Optional<List<EntitySpan>> gold) {}
}
