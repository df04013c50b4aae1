package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.RawRecord.GivenSpan;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Tags;
import io.winnow.text.Word;
import java.util.List;
import java.util.Optional;

/** Brings an input's gold, however given, to spans of whole words. */
final class GoldSpans {

  private GoldSpans() {}

  /**
   * @return empty if the record has no gold
   * @throws IllegalArgumentException if its gold does not fit the sentence
   */
  static Optional<List<EntitySpan>> of(RawRecord record, Sentence sentence) {
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
}
