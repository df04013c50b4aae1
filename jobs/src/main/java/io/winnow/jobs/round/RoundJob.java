package io.winnow.jobs.round;

import io.winnow.jobs.Console;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.evaluate.EvaluateJob;
import io.winnow.jobs.handoff.HandOffJob;
import io.winnow.jobs.merge.MergeJob;
import io.winnow.jobs.score.ScoreJob;
import io.winnow.jobs.select.SelectJob;
import io.winnow.jobs.stop.Stopping;
import io.winnow.jobs.train.TrainJob;
import io.winnow.stopping.StoppingRule.Opinion;

/**
 * Does whatever is due, step by step, until the vendor is awaited, the last round is done or the
 * rule in force says that another one does not pay.
 */
public record RoundJob(JobContext context, JobSettings settings) {

  public Outcome run() {
    Outcome outcome = Outcome.WAITING;
    Due last = null;
    while (true) {
      Due due =
          Due.in(
              context.workspace(),
              settings.merge(),
              settings.round(),
              settings.stop(),
              settings.deadline(context.clock()));
      if (due.step().isEnd()) {
        say(ending(due));
        return outcome == Outcome.DONE ? outcome : Outcome.DONE_BEFORE;
      }
      if (due.step() == Step.WAIT) {
        sayWaiting(due.round());
        return outcome;
      }
      if (due.equals(last)) {
        throw new IllegalStateException(
            "Step %s of round %d ran and is still due".formatted(due.step(), due.round()));
      }
      run(due);
      outcome = Outcome.DONE;
      last = due.step() == Step.MERGE ? null : due;
    }
  }

  private void run(Due due) {
    int round = due.round();
    switch (due.step()) {
      case SCORE -> new ScoreJob(context, settings.score(), round).run();
      case SELECT ->
          new SelectJob(context, settings.select(), settings.labels().weak(), round).run();
      case HAND_OFF ->
          new HandOffJob(context, settings.handoff(), settings.labels(), settings.score(), round)
              .run();
      case MERGE ->
          new MergeJob(context, settings.merge(), settings.deadline(context.clock())).run();
      case TRAIN -> new TrainJob(context, settings.train(), round).run();
      case EVALUATE -> new EvaluateJob(context, settings.score(), settings.stop(), round).run();
      case INIT, IMPORT_MODEL ->
          throw new StepMissingException(
              "%s: %s".formatted(context.workspace(), due.step().advice()));
      case WAIT, STOPPED, NOTHING_CHOSEN, POOL_EMPTY, FINISHED ->
          throw new IllegalArgumentException(due.step() + " does nothing");
    }
  }

  private String ending(Due due) {
    return switch (due.step()) {
      case POOL_EMPTY -> "All is done: the pool is empty, there is nothing left to label";
      case NOTHING_CHOSEN ->
          "All is done: strategy and budget let none of the %,d sentences in the pool pass\n  to go on all the same: winnow select, with another select.strategy or select.budget-words"
              .formatted(left(due.round()));
      case STOPPED -> {
        Opinion why = Stopping.of(context.workspace(), settings.stop()).end().orElseThrow();
        yield "Stopped after round %d, as stop.rule = %s asks\n  %s\n  to go on all the same: winnow round --set stop.rule=none"
            .formatted(due.round(), why.rule(), why.sentence());
      }
      default -> "All is done: round %d was the last one".formatted(due.round());
    };
  }

  private long left(int round) {
    return SelectJob.leftBy(context.workspace().selection(round).latest().orElseThrow());
  }

  private void sayWaiting(int round) {
    Returned returned =
        context
            .workspace()
            .labels()
            .latest()
            .map(labels -> Returned.of(labels, round))
            .orElse(new Returned(0, 0, 0));
    say(
        "Round %d waits for the vendor: %s\n  returns go to %s"
            .formatted(
                round,
                returned.sent() == 0
                    ? "nothing returned yet"
                    : "%d of %d sentences fully answered"
                        .formatted(returned.answered(), returned.sent()),
                context.workspace().inbox(round)));
  }

  private void say(String line) {
    Console console = context.console();
    console.say(line);
  }
}
