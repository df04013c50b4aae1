package io.winnow.stopping;

/** Whether another round pays. */
public enum Verdict {
  GO_ON("go on"),
  STOP("stop"),
  /** There is not enough to judge by, so nothing is stopped. */
  UNKNOWN("can't tell yet");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** For a person. */
  public String words() {
    return words;
  }
}
