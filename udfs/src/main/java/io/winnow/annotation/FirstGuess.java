package io.winnow.annotation;

/**
 * What an annotator is thought to say before anyone is known. Annotators are right more often than
 * not, overlook entities more often than they invent them, and seldom mistake one for another.
 */
final class FirstGuess {

  private static final double RIGHT = 0.65;
  private static final double OVERLOOKED = 0.25;
  private static final double RIGHT_OUTSIDE = 0.95;

  private FirstGuess() {}

  /** {@code [contexts x said x true]}, over what is said summing to 1. */
  static double[] of(AnnotatorModel model, int contexts, int tags) {
    double[] guess = new double[contexts * tags * tags];
    for (int context = 0; context < contexts; context++) {
      for (int tag = 0; tag < tags; tag++) {
        double sum = 0;
        for (int said = 0; said < tags; said++) {
          double share = model.allows(context, said) ? share(model, context, said, tag, tags) : 0;
          guess[(context * tags + said) * tags + tag] = share;
          sum += share;
        }
        for (int said = 0; said < tags; said++) {
          guess[(context * tags + said) * tags + tag] /= sum;
        }
      }
    }
    return guess;
  }

  private static double share(AnnotatorModel model, int context, int said, int tag, int tags) {
    // Who missed the beginning can only begin late: B-X in the place of I-X.
    int right = model.allows(context, tag) ? tag : tag - 1;
    if (tag == 0) {
      return said == 0 ? RIGHT_OUTSIDE : (1 - RIGHT_OUTSIDE) / (tags - 1);
    }
    boolean late = right != tag;
    if (said == right) {
      return late ? OVERLOOKED : RIGHT;
    }
    if (said == 0) {
      return late ? RIGHT : OVERLOOKED;
    }
    return (1 - RIGHT - OVERLOOKED) / (tags - 1);
  }
}
