package io.winnow.selection;

/** Embeddings as directions: cut to length 1, so that products of two are cosines. */
public final class Directions {

  private Directions() {}

  /**
   * @return the vector at length 1; one of length 0 as it is
   */
  public static float[] of(float[] vector) {
    double norm = Math.sqrt(product(vector, vector));
    if (norm == 0) {
      return vector;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / norm);
    }
    return unit;
  }

  /** The scalar product. */
  public static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
