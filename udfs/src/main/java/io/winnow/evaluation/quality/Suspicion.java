package io.winnow.evaluation.quality;

/** Why an annotator's answers may not be worth having. */
public enum Suspicion {
  /** See {@link AnnotatorReport#chanceScore} and {@link AnnotatorReport#peerScore}. */
  NEAR_CHANCE("says much the same whatever the sentence holds"),
  ALWAYS_EMPTY("marks nothing where there are entities"),
  TOO_FAST("answers faster than anyone reads"),
  INCONSISTENT("answers the same sentence differently the second time"),
  FAILS_KNOWN_ANSWERS("misses answers that are known"),
  /** Not a reason to call anyone a spammer: even the best get tired. */
  DRIFTING("has become worse");

  private final String words;

  Suspicion(String words) {
    this.words = words;
  }

  /** What is wrong, to be read after the annotator's name. */
  public String words() {
    return words;
  }

  /** Whether one who is under this suspicion is likely to be a spammer. */
  public boolean marksSpammer() {
    return this != DRIFTING;
  }
}
