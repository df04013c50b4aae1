package io.winnow.jobs.ingest;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Tags;
import java.util.List;

/** The gold of a record, however given. */
interface RecordGold {

  /**
   * @param spans in reading order; they may overlap, see {@link Overlaps}
   * @param remarks what was seen in reading them
   */
  record Entities(List<EntitySpan> spans, List<Remark> remarks) {}

  /**
   * @throws IllegalArgumentException if it can't be read or does not fit the sentence; says why
   */
  Entities in(Sentence sentence);

  /**
   * The spans as they are given, for what they tell of the unit of offsets.
   *
   * @throws IllegalArgumentException if one can't be read; says why
   */
  default List<GivenSpan> spans() {
    return List.of();
  }

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

  /**
   * @param spans in any order
   */
  static Entities ofSpans(List<EntitySpan> spans, List<Remark> remarks) {
    return new Entities(spans.stream().sorted().distinct().toList(), remarks);
  }

  /** Two fields with the gold of one record. */
  static void requireSame(String name, Entities one, String otherName, Entities other) {
    if (!one.spans().equals(other.spans())) {
      throw new IllegalArgumentException(
          "'%s' and '%s' say different things: %s and %s; leave only one of them in"
              .formatted(name, otherName, one.spans(), other.spans()));
    }
  }

  /** Both, where a record gives tags and spans. */
  default RecordGold same(String name, String otherName, RecordGold other) {
    return new RecordGold() {
      @Override
      public Entities in(Sentence sentence) {
        Entities entities = RecordGold.this.in(sentence);
        requireSame(name, entities, otherName, other.in(sentence));
        return entities;
      }

      @Override
      public List<GivenSpan> spans() {
        return other.spans();
      }
    };
  }
}
