package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.GivenSpan.Place;
import io.winnow.spans.SpanList;
import io.winnow.spans.WrittenSpan.Counts;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * The gold of a record that gives spans. If it gives several lists, they have to say the same.
 *
 * @param lists one at least
 * @param sentence what spans are places in
 * @param unit what offsets count
 */
record SpanGold(List<GivenSpans> lists, Given sentence, OffsetUnit unit) implements RecordGold {

  /** What a record gives as its sentence. */
  enum Given {
    TEXT,
    WORDS,
    BOTH
  }

  /** Of a document whose text is given, and a single list of spans. */
  static SpanGold ofText(GivenSpans spans, OffsetUnit unit) {
    return new SpanGold(List.of(spans), Given.TEXT, unit);
  }

  String firstName() {
    return lists.get(0).name();
  }

  @Override
  public List<GivenSpan> spans() {
    return lists.stream().flatMap(list -> spans(list.read()).stream()).toList();
  }

  @Override
  public Entities in(Sentence read) {
    Entities first = null;
    for (GivenSpans list : lists) {
      SpanList.Read given = list.read();
      Entities entities = entities(given, read);
      if (first == null) {
        first = entities;
      }
      RecordGold.requireSame(firstName(), first, list.name(), entities);
    }
    return first;
  }

  private static List<GivenSpan> spans(SpanList.Read given) {
    return given.spans().stream().map(GivenSpan::of).toList();
  }

  /** A span that cuts through a word takes the whole word. */
  private Entities entities(SpanList.Read given, Sentence read) {
    List<EntitySpan> spans = new ArrayList<>();
    List<Remark> remarks = new ArrayList<>();
    if (given.leftOut() > 0) {
      remarks.add(Remark.warning("records with spans that were rejected or not confirmed", ""));
    }
    for (GivenSpan span : spans(given).stream().distinct().toList()) {
      Place place = span.in(read, unit);
      if (sentence == Given.TEXT && span.counts() == Counts.WORDS && !span.isQuoted()) {
        throw new IllegalArgumentException(
            "entity span %s counts words, and no words are given".formatted(span));
      }
      spans.add(span.entity(place));
      if (!span.isQuoted() && !GivenSpan.isNamed(read.text(span.entity(place)))) {
        remarks.add(
            Remark.warning(
                "entities without a letter or a digit",
                "%s '%s'".formatted(span, read.text(span.entity(place)))));
      }
      if (place.cutsWord(read.words())) {
        String cut = read.text().substring(place.start(), place.end());
        String whole = read.text(span.entity(place));
        if (sentence == Given.WORDS) {
          throw new IllegalArgumentException(
              "entity span %s is '%s' in the words with a space between, which cuts '%s'; if start and end count words, call them start_word and end_word"
                  .formatted(span, cut, whole));
        }
        remarks.add(
            Remark.warning(
                "entities that cut a word and took all of it",
                "%s '%s' became '%s'".formatted(span, cut, whole)));
      }
    }
    return RecordGold.ofSpans(spans, remarks);
  }
}
