package io.winnow.exchange;

import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.SentBatches.SentKey;
import java.util.List;

/**
 * What a tool says of one sentence, as it wrote it.
 *
 * @param text the tool's own copy of the sentence, which offsets of regions count in
 * @param fault why it is no answer although it names its sentence; null where it is one
 */
record ToolAnswer(
    SentKey sentence,
    String annotator,
    Verdict verdict,
    String text,
    List<Region> regions,
    Double seconds,
    String comment,
    BadRecordException fault) {

  /** What became of the sentence in the tool. */
  enum Verdict {
    DONE("done"),
    UNSURE("unsure"),
    SKIPPED("skipped"),
    /** A draft, or not begun. */
    NO_ANSWER(null),
    /** Somebody confirmed it. */
    APPROVED("done"),
    /** The tool knows approval, and nobody approved this. */
    UNAPPROVED("done"),
    /** Whether these three are of the whole sentence, the other answers to it tell. */
    ACCEPTED("done"),
    REJECTED("skipped"),
    IGNORED("skipped"),
    /** Of the spans alone that it shows. */
    ACCEPTED_PART("done"),
    REJECTED_PART("skipped");

    private final String status;

    Verdict(String status) {
      this.status = status;
    }

    String status() {
      return status;
    }

    boolean isAnswered() {
      return "done".equals(status) || this == UNSURE;
    }
  }

  ToolAnswer {
    regions = List.copyOf(regions);
  }

  /** A record that names its sentence and can't be read. */
  static ToolAnswer broken(
      SentKey sentence, String annotator, Verdict verdict, BadRecordException fault) {
    return new ToolAnswer(sentence, annotator, verdict, null, List.of(), null, null, fault);
  }
}
