package io.winnow.model;

/** Training whose loss or gradients are no longer finite: its weights are lost. */
public final class DivergedException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  DivergedException(double learningRate, float loss, float norm) {
    super(
        "Training diverged at learning rate %s: loss %s, gradient norm %s; lower train.learning-rate"
            .formatted(learningRate, loss, norm));
  }
}
