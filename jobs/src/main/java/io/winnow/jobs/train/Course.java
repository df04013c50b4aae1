package io.winnow.jobs.train;

import java.util.ArrayList;
import java.util.List;

/** How a training has gone so far. For one thread. */
final class Course {

  /** In the mean loss that is shown, each step counts this much less than the next. */
  private static final double KEPT = 0.95;

  private static final int TENTH = 10;

  private final List<Float> losses;
  private double bestF1;
  private int checksSinceBest;

  Course(Snapshot snapshot) {
    this.losses = new ArrayList<>(snapshot.losses());
    this.bestF1 = snapshot.bestF1();
    this.checksSinceBest = snapshot.checksSinceBest();
  }

  /** Before the first step. */
  static Course begin() {
    return new Course(new Snapshot(List.of(), Double.NaN, 0));
  }

  /**
   * The progress of a training.
   *
   * @param losses of each step, in nats a word
   * @param bestF1 NaN while nothing was measured
   * @param checksSinceBest measurements without gain since
   */
  record Snapshot(List<Float> losses, double bestF1, int checksSinceBest) {

    Snapshot {
      losses = List.copyOf(losses);
    }

    int steps() {
      return losses.size();
    }
  }

  Snapshot snapshot() {
    return new Snapshot(losses, bestF1, checksSinceBest);
  }

  void add(float loss) {
    losses.add(loss);
  }

  /**
   * @return whether this is the best so far
   */
  boolean isBest(double f1) {
    if (f1 <= bestF1) {
      checksSinceBest++;
      return false;
    }
    bestF1 = f1;
    checksSinceBest = 0;
    return true;
  }

  int steps() {
    return losses.size();
  }

  int checksSinceBest() {
    return checksSinceBest;
  }

  /** NaN while nothing was measured. */
  double bestF1() {
    return bestF1;
  }

  /** A mean in which what lies further back counts less; 0 before the first step. */
  double recentLoss() {
    double sum = 0;
    double weight = 0;
    for (float loss : losses) {
      sum = sum * KEPT + loss;
      weight = weight * KEPT + 1;
    }
    return weight == 0 ? 0 : sum / weight;
  }

  /** The mean over the last tenth of the steps. */
  double lastLoss() {
    int from = losses.size() - Math.max(1, losses.size() / TENTH);
    return losses.subList(Math.max(0, from), losses.size()).stream()
        .mapToDouble(Float::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  @Override
  public String toString() {
    String note = "loss %.3f".formatted(recentLoss());
    return Double.isNaN(bestF1) ? note : note + ", best dev F1 %.3f".formatted(bestF1);
  }
}
