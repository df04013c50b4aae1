package io.winnow.jobs.round;

/**
 * What can be due in a round, in the order in which it comes.
 *
 * @since 0.1.0
 */
public enum Step {
  INIT("run 'winnow init' to read the corpus"),
  IMPORT_MODEL("run 'winnow model import' to import the encoder"),
  SCORE("run 'winnow round' to score the pool"),
  SELECT("run 'winnow round' to select sentences"),
  HAND_OFF("run 'winnow round' to write the annotation batches"),
  WAIT("wait for the vendor, then run 'winnow round'"),
  MERGE("run 'winnow round' to merge what the vendor returned"),
  TRAIN("run 'winnow round' to train on the labels"),
  EVALUATE("run 'winnow round' to evaluate the new model"),
  STOPPED(
      "nothing: by stop.rule, another round does not pay; to continue, run 'winnow round --set"
          + " stop.rule=none'"),
  NOTHING_CHOSEN(
      "nothing: strategy and budget select none of the pool's sentences; to continue, run 'winnow"
          + " select' with another select.strategy or select.budget-words"),
  POOL_EMPTY("nothing, the pool is empty"),
  FINISHED("nothing, the last round is done");

  private final String advice;

  Step(String advice) {
    this.advice = advice;
  }

  /** Whether nothing more is due with these settings. */
  public boolean isEnd() {
    return switch (this) {
      case STOPPED, NOTHING_CHOSEN, POOL_EMPTY, FINISHED -> true;
      default -> false;
    };
  }

  /** What a person does next: to stand after a colon, without a full stop. */
  public String advice() {
    return advice;
  }
}
