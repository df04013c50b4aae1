package io.winnow.api;

import io.winnow.Internal;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
import io.winnow.jobs.round.Questions;
import java.util.OptionalInt;

/**
 * A step of a round.
 *
 * @param <A> the action's own type
 * @param <R> what it ends with
 * @since 0.1.0
 */
public abstract class RoundStep<A extends RoundStep<A, R>, R extends Done> extends Action<A, R> {

  private OptionalInt round = OptionalInt.empty();

  RoundStep(Session session) {
    super(session);
  }

  /**
   * @param number from 0; without it, the round that is under way
   * @throws IllegalArgumentException if it is below 0
   */
  public A round(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("Rounds count from 0: %d is none".formatted(number));
    }
    round = OptionalInt.of(number);
    return self();
  }

  int number(Runner runner, WinnowConfig config) {
    return round.orElseGet(() -> underWay(runner, config));
  }

  /** As {@link #number}, but without a given one the last round that has a model. */
  int lastTrained(Runner runner, WinnowConfig config) {
    int asked = number(runner, config);
    boolean isTrained = runner.published().has(runner.workspace().model(asked));
    return round.isPresent() || isTrained || asked == 0 ? asked : asked - 1;
  }

  /** The round that is under way, whatever a rule says of stopping. */
  @Internal
  public static int underWay(Runner runner, WinnowConfig config) {
    return Questions.of(runner.published(), config.jobs().neverStopping(), runner.clock())
        .due()
        .round();
  }
}
