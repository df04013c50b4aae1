package io.winnow.jobs.handoff;

import java.util.Locale;

/** Why a sentence went out. */
public enum Purpose {
  /** To be labelled. */
  WORK,
  /** Its label is settled already: does the answer say the same? Never to be merged. */
  KNOWN,
  /** It goes out another time: do the answers repeat? Never to be merged. */
  REPEAT;

  /** As the table has it, such as {@code known}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such purpose
   */
  public static Purpose ofColumn(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
