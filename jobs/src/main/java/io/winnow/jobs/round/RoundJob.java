package io.winnow.jobs.round;

import io.winnow.foreign.PassedOver;
import io.winnow.jobs.Job;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.evaluate.EvaluateJob;
import io.winnow.jobs.handoff.HandOffJob;
import io.winnow.jobs.merge.MergeJob;
import io.winnow.jobs.score.ScoreJob;
import io.winnow.jobs.select.SelectJob;
import io.winnow.jobs.train.TrainJob;
import io.winnow.stopping.StoppingRule.Opinion;

/**
 * Runs each step that is due, until it has to wait for the vendor, the last round is done, or the
 * rule in force says that another one does not pay.
 */
public record RoundJob(Runner runner, JobSettings settings) {

  public record End(Outcome outcome, Due due) {}

  public End run() {
    Outcome outcome = Outcome.WAITING;
    Due last = null;
    while (true) {
      Questions now = Questions.of(runner.published(), settings, runner.clock());
      Due due = now.due();
      if (due.step().isEnd()) {
        runner.console().say(ending(now, due));
        return new End(outcome == Outcome.DONE ? outcome : Outcome.DONE_BEFORE, due);
      }
      if (due.step() == Step.WAIT) {
        runner.console().say(waiting(now, due.round()));
        return new End(outcome, due);
      }
      if (due.step() == Step.MERGE && due.equals(last)) {
        // It left out what was changing while it was read.
        runner
            .console()
            .say("Round %d waits for what is being delivered: run again".formatted(due.round()));
        return new End(outcome, due);
      }
      if (due.equals(last)) {
        throw new IllegalStateException(
            "Step %s of round %d is still due after it ran".formatted(due.step(), due.round()));
      }
      runner.run(job(due));
      outcome = Outcome.DONE;
      last = due;
    }
  }

  private Job job(Due due) {
    int round = due.round();
    return switch (due.step()) {
      case SCORE -> new ScoreJob(settings.score(), round);
      case SELECT -> new SelectJob(settings.select(), settings.labels().weak(), round);
      case HAND_OFF ->
          new HandOffJob(settings.handoff(), settings.labels(), settings.score(), round);
      case MERGE ->
          new MergeJob(
              settings.merge(), settings.handoff().signatures(), settings.overdue(runner.clock()));
      case TRAIN -> new TrainJob(settings.train(), round);
      case EVALUATE ->
          new EvaluateJob(settings.score(), settings.round().evaluate(), settings.stop(), round);
      case INIT, IMPORT_MODEL ->
          throw new StepMissingException(
              "%s: %s".formatted(runner.workspace(), due.step().advice()));
      case WAIT, STOPPED, NOTHING_CHOSEN, POOL_EMPTY, FINISHED ->
          throw new IllegalArgumentException(due.step() + " does nothing");
    };
  }

  private static String ending(Questions now, Due due) {
    return switch (due.step()) {
      case POOL_EMPTY -> "All rounds are done: the pool is empty";
      case NOTHING_CHOSEN ->
          "All rounds are done: strategy and budget select none of the %,d sentences in the pool\n  to continue: winnow select, with another select.strategy or select.budget-words"
              .formatted(now.left(due.round()));
      case STOPPED -> {
        Opinion why = now.stopping().end().orElseThrow();
        yield "Stopped after round %d by stop.rule = %s\n  %s\n  to continue: winnow round --set stop.rule=none"
            .formatted(due.round(), why.rule(), why.sentence());
      }
      default -> "All rounds are done: round %d was the last one".formatted(due.round());
    };
  }

  private String waiting(Questions now, int round) {
    Returned returned = now.returned(round);
    return "Round %d waits for the vendor: %s\n  put returns into %s%s"
        .formatted(
            round,
            returned.sent() == 0
                ? "nothing returned yet"
                : "%d of %d sentences have all their annotations"
                    .formatted(returned.answered(), returned.sent()),
            runner.workspace().inbox(round),
            now.notRead().isEmpty() ? "" : "\n  not read: " + PassedOver.list(now.notRead()));
  }
}
