package io.winnow.jobs.ingest;

import io.winnow.spans.SpanList;
import io.winnow.spans.SpanReader;
import io.winnow.spans.WrittenSpan;
import java.util.List;
import java.util.function.Supplier;

/**
 * A list of spans that a record gives.
 *
 * @param name what messages call it
 * @param reading throws IllegalArgumentException if it can't be read; says why
 */
record GivenSpans(String name, Supplier<SpanList.Read> reading) {

  private static final SpanReader READER = new SpanReader(ClassNames.WAY_OUT);

  static GivenSpans of(SpanList list) {
    return new GivenSpans(list.path(), () -> list.read(READER));
  }

  static GivenSpans of(String name, List<WrittenSpan> spans) {
    SpanList.Read read = new SpanList.Read(spans, 0);
    return new GivenSpans(name, () -> read);
  }

  SpanList.Read read() {
    return reading.get();
  }
}
