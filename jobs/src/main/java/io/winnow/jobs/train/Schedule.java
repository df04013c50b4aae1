package io.winnow.jobs.train;

/**
 * How many steps a run takes and the learning rate of each: up in a line over the warm-up, then
 * down in a line to 0 (Devlin et al. 2019; HuggingFace's {@code linear}).
 *
 * @param steps at least 1
 * @param warmup steps of them before the rate is at its highest
 * @param highest learning rate
 */
record Schedule(int steps, int warmup, double highest) {

  /**
   * Epochs over the batches, but no fewer than the floor: a small round would else be trained too
   * little to be meaningful (an under-trained model makes random selection look worse than it is).
   * A maximum, if set, overrides both.
   */
  static Schedule of(int batches, TrainSettings settings) {
    long wanted = Math.max((long) batches * settings.steps().epochs(), settings.steps().minSteps());
    long capped =
        settings.steps().maxSteps() > 0 ? Math.min(wanted, settings.steps().maxSteps()) : wanted;
    int steps = Math.toIntExact(Math.max(1, capped));
    return new Schedule(
        steps,
        (int) Math.round(steps * settings.optimization().warmupShare()),
        settings.optimization().learningRate());
  }

  /**
   * @param step counts from 0
   */
  double rate(int step) {
    if (step < warmup) {
      return highest * (step + 1) / warmup;
    }
    return highest * (steps - step) / Math.max(1, steps - warmup);
  }
}
