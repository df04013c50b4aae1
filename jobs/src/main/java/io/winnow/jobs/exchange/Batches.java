package io.winnow.jobs.exchange;

import io.winnow.jobs.JobContext;
import io.winnow.workspace.Pointer;

/** The published outbox of a round. */
final class Batches {

  private Batches() {}

  /**
   * @throws io.winnow.jobs.StepMissingException if the round has none
   */
  static Pointer of(JobContext context, int round) {
    return context.require(
        context.workspace().outbox(round),
        "batches of round " + round,
        "run 'winnow round' until it waits for the vendor");
  }
}
