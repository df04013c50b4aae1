package io.winnow.annotation;

import io.winnow.text.LabelScheme;
import java.util.Arrays;

/**
 * The prior of {@link AnnotatorBeliefs}: for each context and true tag a Dirichlet distribution
 * with pseudo-counts {@code strength * mean + FLOOR} over the tags that can be said there.
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

  private static final double RIGHT = 0.65;
  private static final double OVERLOOKED = 0.25;
  private static final double RIGHT_OUTSIDE = 0.95;

  private final int tags;
  private final int contexts;
  private final AnnotatorModel model;
  private final double[] first;
  private final double[] mean;
  private final double[] strength;
  private final double[] crowd;

  CrowdPrior(LabelScheme scheme, AnnotatorModel model) {
    this.tags = scheme.tagCount();
    this.contexts = model.contexts(scheme);
    this.model = model;
    this.first = firstGuess(model, contexts, tags);
    this.mean = first.clone();
    this.strength = new double[contexts * tags];
    this.crowd = new double[tags * tags];
    Arrays.fill(strength, FIRST_STRENGTH);
  }

  /** Pseudo-count of a tag said in a context where another is true. */
  double of(int context, int said, int tag) {
    return strength[context * tags + tag] * mean[(context * tags + said) * tags + tag] + FLOOR;
  }

  /** The sum of {@link #of} over all tags that can be said in the context. */
  double total(int context, int tag) {
    return strength[context * tags + tag] + FLOOR * sayable(context);
  }

  /** {@code [true tag][said tag]}: the crowd's over all contexts, as a few pseudo-counts. */
  double[][] marginal() {
    double[][] shares = new double[tags][tags];
    for (int tag = 0; tag < tags; tag++) {
      double sum = 0;
      for (int said = 0; said < tags; said++) {
        shares[tag][said] = crowd[said * tags + tag] + first[said * tags + tag];
        sum += shares[tag][said];
      }
      for (int said = 0; said < tags; said++) {
        shares[tag][said] *= FIRST_MEAN_WEIGHT / sum;
      }
    }
    return shares;
  }

  /**
   * @param counts {@code [cells x tags]}: expected answers given each true tag
   * @param rowCounts {@code [rows x tags]}: their sums
   */
  void learn(AnswerCells cells, double[] counts, double[] rowCounts) {
    learnStrength(cells, counts, rowCounts);
    for (int i = 0; i < mean.length; i++) {
      mean[i] = FIRST_MEAN_WEIGHT * first[i];
    }
    Arrays.fill(crowd, 0);
    for (int row = 0; row < cells.rows(); row++) {
      int context = cells.context(row);
      for (int cell = cells.firstCell(row); cell < cells.firstCell(row + 1); cell++) {
        int to = (context * tags + cells.said(cell)) * tags;
        for (int tag = 0; tag < tags; tag++) {
          // What an annotator tells of the crowd grows with the answers, up to the strength.
          double s = strength[context * tags + tag];
          double count = counts[cell * tags + tag];
          mean[to + tag] += count * s / (s + rowCounts[row * tags + tag]);
          crowd[cells.said(cell) * tags + tag] += count;
        }
      }
    }
    for (int context = 0; context < contexts; context++) {
      for (int tag = 0; tag < tags; tag++) {
        double sum = 0;
        for (int said = 0; said < tags; said++) {
          sum += mean[(context * tags + said) * tags + tag];
        }
        for (int said = 0; said < tags; said++) {
          mean[(context * tags + said) * tags + tag] /= sum;
        }
      }
    }
  }

  /**
   * One step of the fixed point for a Dirichlet's precision (Minka, "Estimating a Dirichlet
   * distribution", 2000, eq. 83 of the Polya case), with a Gamma prior around the first strength.
   */
  private void learnStrength(AnswerCells cells, double[] counts, double[] rowCounts) {
    double[] gain = new double[strength.length];
    double[] loss = new double[strength.length];
    for (int row = 0; row < cells.rows(); row++) {
      int context = cells.context(row);
      for (int tag = 0; tag < tags; tag++) {
        int at = context * tags + tag;
        double s = strength[at];
        double answers = rowCounts[row * tags + tag];
        if (answers < 1e-3) {
          continue;
        }
        loss[at] += Logs.digamma(answers + s) - Logs.digamma(s);
        for (int cell = cells.firstCell(row); cell < cells.firstCell(row + 1); cell++) {
          double share = mean[(context * tags + cells.said(cell)) * tags + tag];
          if (share > 0) {
            gain[at] +=
                share
                    * (Logs.digamma(counts[cell * tags + tag] + s * share)
                        - Logs.digamma(s * share));
          }
        }
      }
    }
    for (int at = 0; at < strength.length; at++) {
      double next =
          (strength[at] * gain[at] + STRENGTH_WEIGHT)
              / (loss[at] + STRENGTH_WEIGHT / FIRST_STRENGTH);
      strength[at] = Math.min(MOST_STRENGTH, Math.max(LEAST_STRENGTH, next));
    }
  }

  private int sayable(int context) {
    int count = 0;
    for (int said = 0; said < tags; said++) {
      count += model.allows(context, said) ? 1 : 0;
    }
    return count;
  }

  /**
   * What an annotator is thought to say before anyone is known. Annotators are right more often
   * than not, overlook entities more often than they invent them, and seldom mistake one for
   * another.
   *
   * @return {@code [contexts x said x true]}, over what is said summing to 1
   */
  private static double[] firstGuess(AnnotatorModel model, int contexts, int tags) {
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
