package io.winnow.jobs.ingest;

import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import java.util.stream.Collectors;

/** One record as {@code init} reads it. */
public final class InitDoor {

  private InitDoor() {}

  static RawRecord record(String json) {
    return JsonRecord.parse(
        json,
        TagColumns.of(CorpusInput.of("a", InputFormat.JSONL), ClassNames.NONE),
        OffsetUnit.CODE_POINTS);
  }

  /**
   * @return such as {@code Ida PER, Ulm LOC}; {@code ?} if it is not annotated
   * @throws IllegalArgumentException if the record is bad
   */
  public static String spans(String json) {
    RawRecord record = record(json);
    Sentence sentence = record.sentence("a", OffsetUnit.CODE_POINTS);
    return record.gold() == null
        ? "?"
        : record.gold().in(sentence).spans().stream()
            .map(
                span ->
                    sentence.text().substring(sentence.start(span), sentence.end(span))
                        + " "
                        + span.type())
            .collect(Collectors.joining(", "));
  }
}
