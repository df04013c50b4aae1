package io.winnow.exchange;

import io.winnow.contract.ReturnedAnnotation;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.SentPlaces.Place;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Tags;
import io.winnow.text.TextAlignment;
import io.winnow.text.TypeMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns regions as a tool wrote them into spans of the sentence as it was sent, in code points.
 *
 * @param types how the workspace calls types
 * @param dropped gets each region's type that it has no name for
 */
record AnswerSpans(TypeMap types, Consumer<String> dropped) {

  /**
   * @throws BadRecordException if the tool has another text, or a region lies outside of it
   */
  List<ReturnedAnnotation.Span> of(ToolAnswer answer, SentSentence sent, OffsetUnit unit) {
    SentPlaces places = places(answer, sent);
    List<ReturnedAnnotation.Span> spans = new ArrayList<>();
    for (Region region : answer.regions()) {
      Place place =
          places
              .place(unit, region)
              .orElseThrow(
                  () ->
                      new BadRecordException(
                          Fault.OUTSIDE,
                          "its region %s lies outside of the text, or within a character, if"
                              + " offsets count %s",
                          region,
                          unit));
      type(region.type())
          .ifPresent(
              type ->
                  spans.add(
                      new ReturnedAnnotation.Span(
                          places.codePoints(place.start()),
                          places.codePoints(place.end()),
                          type,
                          quote(region, places.cut(place)))));
    }
    return spans;
  }

  private static SentPlaces places(ToolAnswer answer, SentSentence sent) {
    return SentPlaces.of(answer.text(), sent.text().sentence(sent.recordId()))
        .orElseThrow(
            () ->
                new BadRecordException(
                    Fault.OTHER_TEXT,
                    "its text is '%s', what was sent as record %s is '%s'",
                    Fields.shown(answer.text()),
                    sent.recordId(),
                    Fields.shown(sent.text().toString())));
  }

  /** As it was sent, if it is another writing of the same. */
  private static String quote(Region region, String cut) {
    return region.quote() == null || TextAlignment.isSame(region.quote(), cut)
        ? cut
        : region.quote();
  }

  /** Of a sentence that was never sent: the merge says so. */
  List<ReturnedAnnotation.Span> ofUnknown(ToolAnswer answer, OffsetUnit unit) {
    return answer.regions().stream()
        .map(
            region ->
                new ReturnedAnnotation.Span(
                    unit.toCodePoints(answer.text(), region.start()),
                    unit.toCodePoints(answer.text(), region.end()),
                    region.type(),
                    region.quote()))
        .toList();
  }

  /** The same answer with the tags' types renamed, or {@code O} where they are dropped. */
  ReturnedAnnotation renamed(ReturnedAnnotation answer) {
    return answer.tags() == null
        ? answer
        : new ReturnedAnnotation(
            answer.recordId(),
            answer.batchId(),
            answer.annotatorId(),
            answer.status(),
            answer.spans(),
            answer.tags().stream().map(this::tag).toList(),
            answer.seconds(),
            answer.comment(),
            answer.error());
  }

  private String tag(String tag) {
    return tag == null || tag.length() < 3 || tag.charAt(1) != '-'
        ? tag
        : type(tag.substring(2)).map(name -> tag.substring(0, 2) + name).orElse(Tags.OUTSIDE);
  }

  private Optional<String> type(String type) {
    Optional<String> name = types.of(type);
    if (name.isEmpty()) {
      dropped.accept(type);
    }
    return name;
  }
}
