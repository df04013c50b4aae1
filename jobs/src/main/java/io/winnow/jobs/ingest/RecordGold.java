package io.winnow.jobs.ingest;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Tags;
import io.winnow.text.Word;
import java.util.List;

/** The gold of a record, however given. */
interface RecordGold {

  /**
   * @param spans in reading order; none overlap
   * @param remarks what was seen in reading them
   */
  record Entities(List<EntitySpan> spans, List<Remark> remarks) {}

  /**
   * @throws IllegalArgumentException if it can't be read or does not fit the sentence; says why
   */
  Entities in(Sentence sentence);

  /**
   * @param tags one a word, in any format that {@link Tags#spans} reads
   */
  static Entities ofTags(List<String> tags, Sentence sentence) {
    if (tags.size() != sentence.words().size()) {
      throw new IllegalArgumentException(
          "%d tags for %d words".formatted(tags.size(), sentence.words().size()));
    }
    return new Entities(Tags.spans(tags), List.of());
  }

  static Entities ofSpans(List<GivenSpan> given, Sentence sentence) {
    List<EntitySpan> spans =
        given.stream().map(span -> span.in(sentence)).sorted().distinct().toList();
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i - 1).overlaps(spans.get(i))) {
        throw new IllegalArgumentException(
            "entity spans %s and %s overlap in words".formatted(spans.get(i - 1), spans.get(i)));
      }
    }
    return new Entities(spans, List.of());
  }

  /**
   * A span as an input gives it: {@code [start, end)} and a type.
   *
   * @param inWords else start and end count characters, as Unicode does
   */
  record GivenSpan(boolean inWords, int start, int end, String type) {

    /** A span that cuts through a word takes the whole word. */
    EntitySpan in(Sentence sentence) {
      List<Word> words = sentence.words();
      if (inWords) {
        check("the sentence's %d words", words.size());
        return new EntitySpan(start, end, type);
      }
      String text = sentence.text();
      check("the text's %d characters", text.codePointCount(0, text.length()));
      int from = text.offsetByCodePoints(0, start);
      int to = text.offsetByCodePoints(from, end - start);
      int first = 0;
      while (first < words.size() && words.get(first).end() <= from) {
        first++;
      }
      int last = first;
      while (last < words.size() && words.get(last).start() < to) {
        last++;
      }
      if (last == first) {
        throw new IllegalArgumentException("entity span %s holds no word".formatted(this));
      }
      return new EntitySpan(first, last, type);
    }

    private void check(String bounds, int most) {
      if (start < 0 || end <= start || end > most) {
        throw new IllegalArgumentException(
            "entity span %s does not fit %s".formatted(this, bounds.formatted(most)));
      }
    }

    @Override
    public String toString() {
      return "[%d,%d) %s".formatted(start, end, type);
    }
  }
}
