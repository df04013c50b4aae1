package io.winnow.jobs.train;

/** Whether a training learned anything. */
public enum Learning {
  LEARNT("it learnt"),
  LOSS_NOT_FALLEN("the loss is hardly below that of always giving each tag its share"),
  NO_ENTITIES("no entity is found even in what it was trained on"),
  DIVERGED("loss or gradients grew beyond all numbers");

  private final String clause;

  Learning(String clause) {
    this.clause = clause;
  }

  /** What is so, as a clause. */
  public String clause() {
    return clause;
  }
}
