package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.RecordGold.Entities;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What becomes of entities that share words: a model gives each word one tag. */
public enum Overlaps {

  /** Their record is bad. */
  REFUSE,

  /**
   * The one with most words stays, of equally long ones that which begins first. Entities of the
   * same words and different types still make a bad record, unless a longer one covers both:
   * nothing tells which of them is right.
   */
  LONGEST;

  private static final Comparator<EntitySpan> LONGEST_FIRST =
      Comparator.<EntitySpan>comparingInt(span -> span.startWord() - span.endWord())
          .thenComparing(Comparator.naturalOrder());

  /**
   * @param read spans in reading order
   * @return spans that do not overlap
   * @throws IllegalArgumentException if that can't be; says why
   */
  Entities settled(Entities read, Sentence sentence) {
    List<EntitySpan> spans = read.spans();
    // In reading order, spans overlap if any two neighbours do.
    OptionalInt second =
        IntStream.range(1, spans.size())
            .filter(i -> spans.get(i - 1).overlaps(spans.get(i)))
            .findFirst();
    if (second.isEmpty()) {
      return read;
    }
    if (this == REFUSE) {
      throw new IllegalArgumentException(
          "entity spans %s and %s overlap in words; init.overlaps=longest keeps the longest"
              .formatted(spans.get(second.getAsInt() - 1), spans.get(second.getAsInt())));
    }
    return longest(read, sentence);
  }

  private static Entities longest(Entities read, Sentence sentence) {
    List<EntitySpan> kept = new ArrayList<>();
    List<Remark> remarks = new ArrayList<>(read.remarks());
    for (EntitySpan span : read.spans().stream().sorted(LONGEST_FIRST).toList()) {
      Optional<EntitySpan> other = kept.stream().filter(span::overlaps).findFirst();
      if (other.isEmpty()) {
        kept.add(span);
        continue;
      }
      if (other.get().startWord() == span.startWord() && other.get().endWord() == span.endWord()) {
        throw new IllegalArgumentException(
            "entity spans %s and %s are the same words: take one of them out"
                .formatted(other.get(), span));
      }
      remarks.add(
          Remark.warning(
              "entities left out because they share words with a longer one",
              "%s beside %s".formatted(shown(span, sentence), shown(other.get(), sentence))));
    }
    return new Entities(kept.stream().sorted().toList(), remarks);
  }

  private static String shown(EntitySpan span, Sentence sentence) {
    return "%s '%s'".formatted(span, sentence.text(span));
  }
}
