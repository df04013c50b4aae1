package io.winnow.selection;

import io.winnow.Internal;
import java.util.List;
import java.util.Set;

/**
 * Ranks a sentence by what the last rounds' models said of it, not the last one alone: by the
 * weighted mean of its scores, where a round counts decay times the next one, less their variance
 * times a weight of its own. A sentence that was doubted again and again, or that models go back
 * and forth about, comes before one that a single model happens to doubt. Yao et al. 2020, "Looking
 * Back on the Past: Active Learning with Historical Evaluation Results", DOI
 * 10.1109/TKDE.2020.3045816: their weighted sum of the historical sequence, and its fluctuation;
 * with decay = 1 the history uncertainty of Davy and Luz 2007. The sum is divided by the sum of the
 * weights, so that sentences with fewer scores compare; the order of the others is the same.
 *
 * @param k rounds, the one that chooses among them, in 1 to {@value #MOST}; 1: the plain score
 * @param decay in 0 to 1; 0: the newest score alone, 1: all the same
 * @param fluctuation how much the variance of the scores counts, 0 or more
 */
@Internal
public record History(int k, double decay, double fluctuation) implements Modifier {

  /** Each round is a table of the whole pool to read. */
  private static final int MOST = 20;

  public History {
    requireK(k);
    if (!(decay >= 0 && decay <= 1)) {
      throw new IllegalArgumentException(
          "history has decay = %s, but decay (what a round counts, as a share of the next one) must be from 0 to 1"
              .formatted(decay));
    }
    if (!(fluctuation >= 0 && Double.isFinite(fluctuation))) {
      throw new IllegalArgumentException(
          "history has fluctuation = %s, but fluctuation (the weight of the variance) must be 0 or more"
              .formatted(fluctuation));
    }
  }

  static History of(Arguments arguments) {
    double k = arguments.number("k", 3);
    requireK(k);
    return new History((int) k, arguments.number("decay", 0.5), arguments.number("fluctuation", 0));
  }

  private static void requireK(double k) {
    if (!(k >= 1 && k <= MOST && k == Math.rint(k))) {
      throw new IllegalArgumentException(
          "history has k = %s, but k (rounds, the one that chooses among them) must be a whole number from 1 to %d"
              .formatted(Element.Argument.of("k", k).value(), MOST));
    }
  }

  @Override
  public Element written() {
    return Element.of("history").with("k", k).with("decay", decay).with("fluctuation", fluctuation);
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.SCORES);
  }

  /**
   * What a sentence is ranked by.
   *
   * @param scores of the newest round first, all on one scale; null where a round has none
   * @return lower = selected first; null where the newest round has no score
   */
  public Double score(List<Double> scores) {
    if (scores.isEmpty() || scores.get(0) == null) {
      return null;
    }
    double weights = 0;
    double weighted = 0;
    double sum = 0;
    int count = 0;
    for (int age = 0; age < scores.size(); age++) {
      Double score = scores.get(age);
      if (score != null) {
        double weight = Math.pow(decay, age);
        weights += weight;
        weighted += weight * score;
        sum += score;
        count++;
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (Double score : scores) {
      squares += score == null ? 0 : (score - mean) * (score - mean);
    }
    return weighted / weights - fluctuation * (squares / count);
  }
}
