package io.winnow.jobs.ingest;

import io.winnow.text.OffsetUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What annotators said of one text.
 *
 * @param given of those who answered, a list of spans each; several have to say the same
 * @param leftOut how many were cancelled or are drafts
 */
record Answers(List<GivenSpans> given, int leftOut) {

  static final String LEFT_OUT =
      "records with answers that were cancelled or not confirmed, which are left out";

  private static final String SEVERAL =
      "where several annotators answered, all say the same; a record in which they differ is bad";

  /** Null if nobody answered. */
  RecordGold gold(OffsetUnit unit) {
    return given.isEmpty() ? null : new SpanGold(given, SpanGold.Given.TEXT, unit);
  }

  List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>();
    if (given.size() > 1) {
      remarks.add(Remark.note(SEVERAL));
    }
    if (leftOut > 0) {
      remarks.add(Remark.warning(LEFT_OUT, ""));
    }
    return remarks;
  }
}
