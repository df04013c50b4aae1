package io.winnow.annotation;

/**
 * How much less sure a label is than the model of its annotators says (Guo et al., "On Calibration
 * of Modern Neural Networks", ICML 2017): logarithms are divided by a temperature. The models take
 * people to err independently. They don't: an entity that is hard to see is missed by several, so
 * that each further answer tells less than the one before.
 *
 * <p>The numbers are those with which stated and true shares of right labels differ least, in
 * crowds of one to eight answers a sentence with the errors of real workers.
 */
final class Temperature {

  private Temperature() {}

  /** Of a whole sequence of tags: all that speaks for it, its transitions too. */
  static double ofSequence(int answers) {
    return 1.9 + 0.1 * answers;
  }

  /** Of what is said of a word by itself, how frequent its tag is left aside. */
  static double ofWord(int answers) {
    return 1 + 0.4 * (answers - 1);
  }
}
