package io.winnow.exchange;

import io.winnow.contract.ReturnedAnnotation;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.SentPlaces.Place;
import io.winnow.text.OffsetUnit;
import java.util.ArrayList;
import java.util.List;

/** Turns regions as a tool wrote them into spans of the sentence as it was sent, in code points. */
final class AnswerSpans {

  private AnswerSpans() {}

  /**
   * @throws BadRecordException if the tool has another text, or a region lies outside of it
   */
  static List<ReturnedAnnotation.Span> of(ToolAnswer answer, SentSentence sent, OffsetUnit unit) {
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
      spans.add(
          new ReturnedAnnotation.Span(
              places.codePoints(place.start()),
              places.codePoints(place.end()),
              region.type(),
              quote(region, place, places)));
    }
    // The same region twice is once.
    return spans.stream().distinct().toList();
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
  private static String quote(Region region, Place place, SentPlaces places) {
    return places.quotes(place, region) ? places.cut(place) : region.quote();
  }

  /** Of a sentence that was never sent: the merge says so. */
  static List<ReturnedAnnotation.Span> ofUnknown(ToolAnswer answer, OffsetUnit unit) {
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
}
