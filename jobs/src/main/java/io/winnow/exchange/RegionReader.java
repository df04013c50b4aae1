package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.spans.SpanList;
import io.winnow.spans.SpanReader;
import io.winnow.spans.WrittenSpan;
import io.winnow.spans.WrittenSpan.Counts;
import io.winnow.spans.WrittenSpan.Place;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads spans of a record as regions.
 *
 * @param tokens of the record, with their places: what spans count that count words; maybe missing
 */
record RegionReader(JsonNode tokens) {

  private static final SpanReader READER = new SpanReader("give the names of types");

  static RegionReader of(JsonNode record) {
    return new RegionReader(record.path("tokens"));
  }

  /**
   * What a reading of spans gives.
   *
   * @throws BadRecordException if one is not understood
   */
  static <T> T understood(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new BadRecordException(Fault.REGION, "%s", e.getMessage());
    }
  }

  /** Those that somebody confirmed, or nobody took back. */
  List<Region> list(SpanList list) {
    States.requireKnown(list.elements());
    return list.read(READER).spans().stream().map(this::region).toList();
  }

  /**
   * @param name what messages call it
   */
  Region region(JsonNode element, String name) {
    return region(READER.read(element, name));
  }

  /** The place alone, of a region that may have no type. */
  Region place(JsonNode element, String name) {
    return region(new WrittenSpan(READER.place(element, name), "", ""));
  }

  private Region region(WrittenSpan span) {
    String quote = span.quote().isEmpty() ? null : span.quote();
    Place place = span.place();
    if (place.counts() == Counts.CHARACTERS) {
      return new Region(place.start(), place.end(), span.type(), quote);
    }
    if (place.start() < 0 || place.end() <= place.start() || place.end() > tokens.size()) {
      throw new IllegalArgumentException(
          "span %s counts words, and the record has %d tokens; give it by characters, as 'start' and 'end'"
              .formatted(span, tokens.size()));
    }
    return new Region(
        tokenEnd((int) place.start(), "start"),
        tokenEnd((int) place.end() - 1, "end"),
        span.type(),
        quote);
  }

  private long tokenEnd(int token, String field) {
    return Fields.offset(tokens.get(token), field);
  }
}
