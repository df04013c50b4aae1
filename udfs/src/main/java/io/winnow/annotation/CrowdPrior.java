package io.winnow.annotation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The prior of {@link AnnotatorBeliefs}: for each context and true tag a Dirichlet distribution
 * with pseudo-counts {@code strength * mean + FLOOR} over the tags that can be said there. The mean
 * is what annotators say there on average, the strength how alike they are; both are learned.
 */
final class CrowdPrior {

  /** So much of each tag at least: no annotator is unable to say it. */
  private static final double FLOOR = 0.3;

  /** Prior reliability of an annotator, and the strength of this prior. */
  private static final double FIRST_STRENGTH = 10;

  private static final double STRENGTH_WEIGHT = 2;
  private static final double LEAST_STRENGTH = 2;
  private static final double MOST_STRENGTH = 200;

  /** Pseudo-counts of the first mean, against which the crowd's own counts stand. */
  private static final double FIRST_MEAN_WEIGHT = 5;

  /** Rows of fewer expected answers don't tell how alike annotators are. */
  private static final double FEW = 1e-3;

  private static final double RIGHT = 0.65;
  private static final double OVERLOOKED = 0.25;
  private static final double RIGHT_OUTSIDE = 0.95;

  private final AnswerCells cells;
  private final int tags;
  private final AnnotatorModel model;

  /** {@code [context][said tag][true tag]}, as the mean. */
  private final double[][][] first;

  private final double[][][] mean;

  /** {@code [context][true tag]}. */
  private final double[][] strength;

  /** {@code [said tag][true tag]}. */
  private double[][] crowd;

  CrowdPrior(AnswerCells cells, int tags, AnnotatorModel model) {
    int contexts = cells.contexts;
    this.cells = cells;
    this.tags = tags;
    this.model = model;
    this.first = new double[contexts][tags][tags];
    this.mean = new double[contexts][][];
    this.strength = new double[contexts][tags];
    this.crowd = new double[tags][tags];
    for (int context = 0; context < contexts; context++) {
      for (int said = 0; said < tags; said++) {
        for (int tag = 0; tag < tags; tag++) {
          first[context][said][tag] = model.allows(context, said) ? guess(context, said, tag) : 0;
        }
      }
      normalise(first[context]);
      mean[context] = Arrays.stream(first[context]).map(double[]::clone).toArray(double[][]::new);
      Arrays.fill(strength[context], FIRST_STRENGTH);
    }
  }

  /** Pseudo-count of a tag said in a context where another is true. */
  double of(int context, int said, int tag) {
    return strength[context][tag] * mean[context][said][tag] + FLOOR;
  }

  /** The sum of {@link #of} over all tags that can be said in the context. */
  double total(int context, int tag) {
    long sayable = IntStream.range(0, tags).filter(said -> model.allows(context, said)).count();
    return strength[context][tag] + FLOOR * sayable;
  }

  /** {@code [true tag][said tag]}: the crowd's over all contexts, as a few pseudo-counts. */
  double[][] marginal() {
    double[][] shares = new double[tags][tags];
    for (int tag = 0; tag < tags; tag++) {
      double sum = 0;
      for (int said = 0; said < tags; said++) {
        shares[tag][said] = crowd[said][tag] + first[0][said][tag];
        sum += shares[tag][said];
      }
      for (int said = 0; said < tags; said++) {
        shares[tag][said] *= FIRST_MEAN_WEIGHT / sum;
      }
    }
    return shares;
  }

  /**
   * @param counts by cell and true tag: expected answers
   * @param rowCounts {@code [rows x tags]}: their sums
   */
  void learn(double[][] counts, double[][] rowCounts) {
    learnStrength(counts, rowCounts);
    for (int context = 0; context < mean.length; context++) {
      for (int said = 0; said < tags; said++) {
        for (int tag = 0; tag < tags; tag++) {
          mean[context][said][tag] = FIRST_MEAN_WEIGHT * first[context][said][tag];
        }
      }
    }
    crowd = new double[tags][tags];
    for (int cell : cells.occurring) {
      double[] strengths = strength[cells.context(cell)];
      double[] means = mean[cells.context(cell)][cells.said(cell)];
      for (int tag = 0; tag < tags; tag++) {
        // What an annotator tells of the crowd grows with the answers, up to the strength.
        double s = strengths[tag];
        double count = counts[cell][tag];
        means[tag] += count * s / (s + rowCounts[cells.row(cell)][tag]);
        crowd[cells.said(cell)][tag] += count;
      }
    }
    for (double[][] ofContext : mean) {
      normalise(ofContext);
    }
  }

  /**
   * One step of the fixed point for a Dirichlet's precision (Minka, "Estimating a Dirichlet
   * distribution", 2000, eq. 83 of the Polya case), with a Gamma prior around the first strength.
   */
  private void learnStrength(double[][] counts, double[][] rowCounts) {
    double[][] gain = new double[strength.length][tags];
    double[][] loss = new double[strength.length][tags];
    for (int row = 0; row < rowCounts.length; row++) {
      int context = row % strength.length;
      for (int tag = 0; tag < tags; tag++) {
        double answers = rowCounts[row][tag];
        double s = strength[context][tag];
        loss[context][tag] += answers < FEW ? 0 : Logs.digamma(answers + s) - Logs.digamma(s);
      }
    }
    for (int cell : cells.occurring) {
      int context = cells.context(cell);
      for (int tag = 0; tag < tags; tag++) {
        double share = mean[context][cells.said(cell)][tag];
        if (share > 0 && rowCounts[cells.row(cell)][tag] >= FEW) {
          double prior = strength[context][tag] * share;
          gain[context][tag] +=
              share * (Logs.digamma(counts[cell][tag] + prior) - Logs.digamma(prior));
        }
      }
    }
    for (int context = 0; context < strength.length; context++) {
      for (int tag = 0; tag < tags; tag++) {
        double next =
            (strength[context][tag] * gain[context][tag] + STRENGTH_WEIGHT)
                / (loss[context][tag] + STRENGTH_WEIGHT / FIRST_STRENGTH);
        strength[context][tag] = Math.min(MOST_STRENGTH, Math.max(LEAST_STRENGTH, next));
      }
    }
  }

  /** Makes what is said sum to 1 for each true tag. */
  private void normalise(double[][] shares) {
    for (int tag = 0; tag < tags; tag++) {
      double sum = 0;
      for (double[] said : shares) {
        sum += said[tag];
      }
      for (double[] said : shares) {
        said[tag] /= sum;
      }
    }
  }

  /**
   * How likely an annotator is thought to say a tag before anyone is known, up to a constant.
   * Annotators are right more often than not, overlook entities more often than they invent them,
   * and seldom mistake one for another.
   */
  private double guess(int context, int said, int tag) {
    if (tag == 0) {
      return said == 0 ? RIGHT_OUTSIDE : (1 - RIGHT_OUTSIDE) / (tags - 1);
    }
    // Who missed the beginning can only begin late: B-X in the place of I-X.
    boolean late = !model.allows(context, tag);
    if (said == (late ? tag - 1 : tag)) {
      return late ? OVERLOOKED : RIGHT;
    }
    if (said == 0) {
      return late ? RIGHT : OVERLOOKED;
    }
    return (1 - RIGHT - OVERLOOKED) / (tags - 1);
  }
}
