package io.winnow.jobs.experiment;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.evaluate.EvaluateJob;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.score.ScoreJob;
import io.winnow.jobs.select.SelectJob;
import io.winnow.jobs.train.TrainJob;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.Optional;

/**
 * Plays rounds in a workspace, through the jobs that real rounds run. What is published there is
 * not done again, so a run that was killed goes on.
 */
record Play(JobContext context, JobSettings settings) {

  /**
   * @return whether the round took place; it does not once nothing is left to choose
   */
  boolean round(int round) {
    Workspace workspace = context.workspace();
    boolean isPlayed = workspace.evaluation(round).latest().isPresent() || play(round);
    if (isPlayed && round > 0) {
      dropModel(workspace, round - 1);
    }
    return isPlayed;
  }

  private boolean play(int round) {
    if (settings.select().needsScores(round)) {
      new ScoreJob(context, settings.score(), round).run();
    }
    new SelectJob(context, settings.select(), settings.labels().weak(), round).run();
    if (context.workspace().selection(round).latest().orElseThrow().count("sentences") == 0) {
      return false;
    }
    new GoldLabelsJob(context, round).run();
    new TrainJob(context, settings.train(), round).run();
    new EvaluateJob(context, settings.score(), settings.stop(), round).run();
    return true;
  }

  /** Nothing reads it any more, and there will be many. */
  private static void dropModel(Workspace workspace, int round) {
    Optional<Pointer> model = workspace.model(round).latest();
    model.ifPresent(it -> workspace.remove(workspace.resolve(it.output(ModelOnShelf.OUTPUT))));
  }
}
