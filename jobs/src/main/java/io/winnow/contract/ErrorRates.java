package io.winnow.contract;

/**
 * How often a simulated annotator gets an entity wrong: each gold span is missed, typed wrongly,
 * cut wrongly, or right; never two of these.
 *
 * @param missed share of spans left out, 0 to 1
 * @param wrongType share of spans with another type, 0 to 1
 * @param wrongBoundary share of spans a word too long or too short, 0 to 1
 */
public record ErrorRates(double missed, double wrongType, double wrongBoundary) {

  /** Never wrong. */
  public static final ErrorRates NONE = new ErrorRates(0, 0, 0);

  public ErrorRates {
    requireShare("missed", missed);
    requireShare("wrong type", wrongType);
    requireShare("wrong boundary", wrongBoundary);
    requireShare("the sum of all", missed + wrongType + wrongBoundary);
  }

  private static void requireShare(String name, double rate) {
    if (!(rate >= 0 && rate <= 1 + 1e-9)) {
      throw new IllegalArgumentException(
          "Error rate of a simulated annotator: %s is %s, must be from 0 to 1"
              .formatted(name, rate));
    }
  }
}
