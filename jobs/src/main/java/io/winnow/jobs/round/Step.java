package io.winnow.jobs.round;

/** What can be due in a round, in the order in which it comes. */
public enum Step {
  INIT("the corpus is not read yet: run 'winnow init'"),
  IMPORT_MODEL("there is no encoder yet: run 'winnow model import'"),
  SCORE("score the pool: run 'winnow round'"),
  SELECT("select sentences: run 'winnow round'"),
  HAND_OFF("write the annotation batches: run 'winnow round'"),
  WAIT("wait for the vendor, then run 'winnow round'"),
  MERGE("merge what the vendor returned: run 'winnow round'"),
  TRAIN("train on the labels: run 'winnow round'"),
  EVALUATE("measure the new model: run 'winnow round'"),
  STOPPED(
      "nothing: stop.rule says that another round does not pay; to go on all the same, run 'winnow round --set stop.rule=none'"),
  POOL_EMPTY("nothing: the pool is empty, there is nothing left to label"),
  FINISHED("nothing: the last round is done");

  private final String advice;

  Step(String advice) {
    this.advice = advice;
  }

  /** Whether nothing more is due with these settings. */
  public boolean isEnd() {
    return this == POOL_EMPTY || this == FINISHED || this == STOPPED;
  }

  /** What a person does next. */
  public String advice() {
    return advice;
  }
}
