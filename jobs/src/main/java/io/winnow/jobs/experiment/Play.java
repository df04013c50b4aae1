package io.winnow.jobs.experiment;

import io.winnow.jobs.Ending;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Runner;
import io.winnow.jobs.evaluate.EvaluateJob;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.score.ScoreJob;
import io.winnow.jobs.select.SelectJob;
import io.winnow.jobs.train.TrainJob;
import io.winnow.workspace.Workspace;

/**
 * Simulates rounds in a workspace, with the jobs of real rounds. Published work is not repeated, so
 * a killed run resumes.
 */
record Play(Runner runner, JobSettings settings) {

  /**
   * @return whether the round took place; it does not once nothing is left to choose
   */
  boolean round(int round) {
    Workspace workspace = runner.workspace();
    boolean isPlayed = runner.published().has(workspace.evaluation(round)) || play(round);
    if (isPlayed && round > 0) {
      dropModel(round - 1);
    }
    return isPlayed;
  }

  private boolean play(int round) {
    if (settings.select().needsScores(round)) {
      runner.run(new ScoreJob(settings.score(), round));
    }
    Ending selected = runner.run(new SelectJob(settings.select(), settings.labels().weak(), round));
    if (selected.pointer().count("sentences") == 0) {
      return false;
    }
    runner.run(new GoldLabelsJob(round));
    runner.run(new TrainJob(settings.train(), round));
    runner.run(new EvaluateJob(settings.score(), settings.stop(), round));
    return true;
  }

  /** Nothing needs it any more, and there will be many. */
  private void dropModel(int round) {
    Workspace workspace = runner.workspace();
    runner
        .published()
        .latest(workspace.model(round))
        .ifPresent(it -> workspace.remove(workspace.resolve(it.output(ModelOnShelf.OUTPUT))));
  }
}
