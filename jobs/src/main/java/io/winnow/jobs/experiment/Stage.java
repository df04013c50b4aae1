package io.winnow.jobs.experiment;

import io.winnow.jobs.Runner;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.function.IntFunction;

/** Where runs are played: each in a workspace of its own, each point written as soon as known. */
record Stage(Runner runner, Standing standing, ExperimentJob.Tally tally, Crew crew) {

  /** The first round of a seed, which is random whatever the strategy. */
  void playFirst(long seed, StrategySettings.Configured settings, List<String> strategies) {
    Workspace start = folders().start(seed);
    WorkspaceCopy.make(folders().data(), start);
    Runner here = at(start, "first round", seed, settings);
    new Play(here, settings.jobs()).round(0);
    for (String strategy : strategies) {
      add(here, strategy, 0);
    }
  }

  void playFull(long seed, StrategySettings.Configured settings) {
    if (!standing.points().has(Point.FULL, seed, 0)) {
      Workspace full = folders().full(seed);
      WorkspaceCopy.make(folders().data(), full);
      Runner here = at(full, Point.FULL, seed, settings);
      new Play(here, settings.jobs()).round(0);
      add(here, Point.FULL, 0);
    }
  }

  /**
   * The rounds after the first one.
   *
   * @param settings by round
   */
  void playLater(String strategy, long seed, IntFunction<StrategySettings.Configured> settings) {
    Workspace run = folders().run(strategy, seed);
    WorkspaceCopy.make(folders().start(seed), run);
    int round = 1;
    boolean hasMore = true;
    while (hasMore && crew.goesOn() && standing.goesOn(run, round)) {
      Runner here = at(run, strategy, seed, settings.apply(round));
      hasMore = new Play(here, settings.apply(round).jobs()).round(round);
      if (hasMore) {
        add(here, strategy, round);
      }
      round++;
    }
  }

  private ExperimentFolders folders() {
    return standing.folders();
  }

  private void add(Runner here, String strategy, int round) {
    if (!standing.points().has(strategy, here.seed(), round)) {
      Point point = Point.of(here.published(), strategy, here.seed(), round);
      standing.points().add(point, runner.host().runIds().get());
      tally.add(point);
    }
  }

  private Runner at(
      Workspace workspace, String name, long seed, StrategySettings.Configured settings) {
    return runner.in(
        workspace, settings.config(), seed, new QuietConsole("%s, seed %d".formatted(name, seed)));
  }
}
