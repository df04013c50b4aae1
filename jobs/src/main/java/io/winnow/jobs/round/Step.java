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
  FINISHED("nothing: the last round is done");

  private final String advice;

  Step(String advice) {
    this.advice = advice;
  }

  /** What a person does next. */
  public String advice() {
    return advice;
  }
}
