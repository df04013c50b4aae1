package io.winnow.selection;

/**
 * Embeddings as directions: cut to length 1, so that products of two are cosines.
 *
 * @since 0.1.0
 */
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

  /**
   * The scalar product, in four sums at once: a single sum would wait for the previous addition at
   * every step.
   */
  public static double product(float[] one, float[] other) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      a += one[i] * other[i];
      b += one[i + 1] * other[i + 1];
      c += one[i + 2] * other[i + 2];
      d += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      a += one[i] * other[i];
    }
    return ((double) a + b) + ((double) c + d);
  }
}
