package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.ingest.GivenSpan.Counts;
import io.winnow.jobs.ingest.GivenSpan.Place;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The gold of a record that gives spans. If it gives several lists, they have to say the same.
 *
 * @param lists by the paths of their fields, see {@link SpanFields}; one at least
 * @param sentence what spans are places in
 * @param unit what offsets count
 */
record SpanGold(Map<String, JsonNode> lists, Given sentence, OffsetUnit unit)
    implements RecordGold {

  /** What a record gives as its sentence. */
  enum Given {
    TEXT,
    WORDS,
    BOTH
  }

  String firstName() {
    return lists.keySet().iterator().next();
  }

  @Override
  public List<GivenSpan> spans() {
    return lists.entrySet().stream()
        .flatMap(list -> spans(list.getKey(), list.getValue()).stream())
        .toList();
  }

  @Override
  public Entities in(Sentence read) {
    Entities first = null;
    for (Map.Entry<String, JsonNode> list : lists.entrySet()) {
      Entities entities = entities(spans(list.getKey(), list.getValue()), read);
      if (first == null) {
        first = entities;
      }
      RecordGold.requireSame(firstName(), first, list.getKey(), entities);
    }
    return first;
  }

  private static List<GivenSpan> spans(String path, JsonNode list) {
    List<GivenSpan> spans = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String of = path.equals("spans") ? "" : " of '%s'".formatted(path);
      boolean isOther = path.contains(".") && !SpanElement.isPartOfSpan(list.get(i));
      if (!isOther) {
        spans.add(SpanElement.read(list.get(i), "span %d%s".formatted(i + 1, of)));
      }
    }
    return spans;
  }

  /** A span that cuts through a word takes the whole word. */
  private Entities entities(List<GivenSpan> given, Sentence read) {
    List<EntitySpan> spans = new ArrayList<>();
    List<Remark> remarks = new ArrayList<>();
    for (GivenSpan span : given.stream().distinct().toList()) {
      Place place = span.in(read, unit);
      if (sentence == Given.TEXT && span.counts() == Counts.WORDS && !span.isQuoted()) {
        throw new IllegalArgumentException(
            "entity span %s counts words, and no words are given".formatted(span));
      }
      spans.add(span.entity(place));
      if (!span.isQuoted() && !GivenSpan.isNamed(found(read, span.entity(place)))) {
        remarks.add(
            Remark.warning(
                "entities without a letter or a digit",
                "%s '%s'".formatted(span, found(read, span.entity(place)))));
      }
      if (place.cutsWord(read.words())) {
        String cut = read.text().substring(place.start(), place.end());
        String whole = found(read, span.entity(place));
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

  private static String found(Sentence read, EntitySpan entity) {
    return read.text().substring(read.start(entity), read.end(entity));
  }
}
