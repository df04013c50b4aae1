package io.winnow.jobs.corpus;

import java.util.Locale;

/** Where a sentence stands. */
public enum Standing {
  /** May be selected. */
  POOL("in the pool"),
  /** Was selected and has no label yet: the vendor has it, or annotators differ on it. */
  SENT("sent, without a label"),
  LABELLED("labelled"),
  /** Of the hold-out set, labelled or not. */
  HOLDOUT("held out");

  private final String words;

  Standing(String words) {
    this.words = words;
  }

  /** As tables and JSON have it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String words() {
    return words;
  }

  public static Standing of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
