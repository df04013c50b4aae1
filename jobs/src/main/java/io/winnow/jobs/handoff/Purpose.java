package io.winnow.jobs.handoff;

import java.util.Locale;

/** Why a sentence went out. */
public enum Purpose {
  /** To be labelled. */
  WORK,
  /** Its label is settled: does the annotation agree with it? Never merged. */
  KNOWN,
  /** It goes out a second time: are the annotations the same? Never merged. */
  REPEAT;

  /** As the table has it, such as {@code known}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Purpose ofColumn(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
