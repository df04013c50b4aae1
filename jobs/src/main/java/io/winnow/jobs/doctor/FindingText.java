package io.winnow.jobs.doctor;

/** A {@link Finding} for a person. */
public final class FindingText {

  private static final int SUBJECT = 10;

  private FindingText() {}

  /** A line, and one more with what to do where there is something to do. */
  public static String of(Finding finding) {
    String line =
        finding.health() == Finding.Health.GOOD
            ? finding.found()
            : finding.health().words() + ": " + finding.found();
    String first = ("%-" + SUBJECT + "s %s").formatted(finding.subject(), line);
    return finding
        .wayOut()
        .map(wayOut -> first + "\n" + " ".repeat(SUBJECT) + " -> " + wayOut)
        .orElse(first);
  }
}
