package io.winnow.evaluation.quality;

import io.winnow.evaluation.quality.TimedAnswers.Timed;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A robust linear model of the seconds of answers, with no part below 0: first the least sum of
 * absolute errors, then Tukey's biweight (Beaton and Tukey 1974), which gives no weight at all to
 * what is far off; both by weighted least squares, again and again (Holland and Welsch 1977).
 * Errors count relative to what is expected, since long sentences vary more.
 *
 * @param farOff answers without any weight
 */
record TimeFit(double perSentence, double perWord, double perSuggestion, long farOff) {

  private static final int STEPS = 30;

  /** The biweight's usual constant: 95 % efficient on normal errors. */
  private static final double TUKEY = 4.685;

  /** Of the median absolute deviation, for the standard deviation of normal errors. */
  private static final double NORMAL = 1.4826;

  /** As relative errors; where answers are all but exact, what differs a little is not far off. */
  private static final double LEAST_SCALE = 0.05;

  private static final double LEAST_ERROR = 1e-3;

  /**
   * Which parts a model has; each has one that is above 0 for every sentence. Simple ones first.
   */
  private static final int[][] MODELS = {{1}, {0}, {0, 1}, {1, 2}, {0, 2}, {0, 1, 2}};

  /** A model with one part more must be better by this share. */
  private static final double BETTER = 1e-9;

  static TimeFit of(List<Timed> answers) {
    double pace = median(answers.stream().mapToDouble(it -> it.seconds() / it.words()).toArray());
    TimeFit fit = new TimeFit(0, pace, 0, 0);
    for (int step = 0; step < STEPS; step++) {
      TimeFit last = fit;
      fit = fitted(answers, it -> 1 / (Math.max(last.error(it), LEAST_ERROR) * last.square(it)));
    }
    double scale =
        Math.max(LEAST_SCALE, NORMAL * median(answers.stream().mapToDouble(fit::error).toArray()));
    for (int step = 0; step < STEPS; step++) {
      TimeFit last = fit;
      fit = fitted(answers, it -> biweight(last.error(it) / scale) / last.square(it));
    }
    TimeFit last = fit;
    long farOff = answers.stream().filter(it -> biweight(last.error(it) / scale) == 0).count();
    return new TimeFit(last.perSentence, last.perWord, last.perSuggestion, farOff);
  }

  double expected(int words, int suggestions) {
    return perSentence + perWord * words + perSuggestion * suggestions;
  }

  /** Relative to what is expected. */
  private double error(Timed answer) {
    double expected = expected(answer.words(), answer.suggestions());
    return Math.abs(answer.seconds() - expected) / expected;
  }

  private double square(Timed answer) {
    double expected = expected(answer.words(), answer.suggestions());
    return expected * expected;
  }

  private static double biweight(double error) {
    double u = error / TUKEY;
    return u < 1 ? (1 - u * u) * (1 - u * u) : 0;
  }

  /** Weighted least squares over all models whose parts are above 0. */
  private static TimeFit fitted(List<Timed> answers, ToDoubleFunction<Timed> weight) {
    double[][] products = new double[3][3];
    double[] seconds = new double[3];
    for (Timed answer : answers) {
      double[] x = {1, answer.words(), answer.suggestions()};
      double w = weight.applyAsDouble(answer);
      for (int i = 0; i < x.length; i++) {
        seconds[i] += w * x[i] * answer.seconds();
        for (int j = 0; j < x.length; j++) {
          products[i][j] += w * x[i] * x[j];
        }
      }
    }
    double[] best = {0, seconds[1] / products[1][1], 0};
    double gain = gain(best, products, seconds);
    for (int[] parts : MODELS) {
      double[] model = Solved.of(products, seconds, parts);
      boolean isModel = Arrays.stream(parts).allMatch(part -> model[part] > 0);
      if (isModel && gain(model, products, seconds) > gain * (1 + BETTER)) {
        best = model;
        gain = gain(model, products, seconds);
      }
    }
    return new TimeFit(best[0], best[1], best[2], 0);
  }

  /** How much less the squared errors are than without a model. */
  private static double gain(double[] model, double[][] products, double[] seconds) {
    double gain = 0;
    for (int i = 0; i < model.length; i++) {
      gain += 2 * model[i] * seconds[i];
      for (int j = 0; j < model.length; j++) {
        gain -= model[i] * products[i][j] * model[j];
      }
    }
    return gain;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  /** Linear equations of up to three unknowns. */
  private static final class Solved {

    /** Of a part's own product, what the others leave of it: below, it says nothing of its own. */
    private static final double OWN = 1e-9;

    /**
     * @param parts that may differ from 0
     * @return NaN for each part if they can't be told apart
     */
    static double[] of(double[][] products, double[] sums, int[] parts) {
      int n = parts.length;
      double[][] rows = new double[n][n + 1];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          rows[i][j] = products[parts[i]][parts[j]];
        }
        rows[i][n] = sums[parts[i]];
      }
      double[] model = new double[products.length];
      for (int i = 0; i < n; i++) {
        if (!(rows[i][i] > OWN * products[parts[i]][parts[i]])) {
          Arrays.fill(model, Double.NaN);
          return model;
        }
        for (int below = i + 1; below < n; below++) {
          double factor = rows[below][i] / rows[i][i];
          for (int j = i; j <= n; j++) {
            rows[below][j] -= factor * rows[i][j];
          }
        }
      }
      for (int i = n - 1; i >= 0; i--) {
        double left = rows[i][n];
        for (int j = i + 1; j < n; j++) {
          left -= rows[i][j] * model[parts[j]];
        }
        model[parts[i]] = left / rows[i][i];
      }
      return model;
    }
  }
}
