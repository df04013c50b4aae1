package io.winnow.jobs.experiment;

import io.winnow.jobs.Console;
import io.winnow.jobs.Ending;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.evaluate.EvaluateJob;
import io.winnow.jobs.evaluate.EvaluateSettings;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.score.ScoreJob;
import io.winnow.jobs.select.SelectJob;
import io.winnow.jobs.train.TrainJob;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Snapshot;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an experiment is played: each run in a workspace of its own, with the jobs of real rounds,
 * each point written as soon as known. What is published is not done again, so a killed run
 * resumes.
 *
 * @param runner of the experiment's folder
 */
record Stage(
    Runner runner,
    ExperimentPlan plan,
    StrategySettings settings,
    long poolWords,
    ExperimentFolders folders,
    PointTable points) {

  private static final Logger LOG = LoggerFactory.getLogger("winnow.simulate");

  /** Rounds that the experiment lacks, as far as budgets tell; 0 only if it is over. */
  int missing() {
    int missing = 0;
    for (long seed : seeds()) {
      missing += lacksFull(seed) ? 1 : 0;
      for (String strategy : plan.strategies()) {
        missing += missing(strategy, seed);
      }
    }
    return missing;
  }

  private int missing(String strategy, long seed) {
    int played = 0;
    while (points.has(strategy, seed, played)) {
      played++;
    }
    if (played == 0) {
      return plan.expectedRounds(poolWords);
    }
    Workspace run = played == 1 ? folders.start(seed) : folders.run(strategy, seed);
    boolean isOver = !goesOn(run, played) || hasChosenNothing(folders.run(strategy, seed), played);
    return isOver ? 0 : Math.max(1, plan.expectedRounds(poolWords) - played);
  }

  /** Whether a run continues after this number of rounds, unless its pool is empty. */
  private boolean goesOn(Workspace run, int played) {
    // A run that is taken up may have labels of later rounds.
    List<Pointer> labels = new Snapshot(run).history(run.labels());
    long words = played > labels.size() ? 0 : labels.get(played - 1).count("words");
    return plan.goesOn(played, words, poolWords);
  }

  private static boolean hasChosenNothing(Workspace run, int round) {
    return new Snapshot(run)
        .latest(run.selection(round))
        .filter(it -> it.count("sentences") == 0)
        .isPresent();
  }

  private List<Long> seeds() {
    return plan.seedsFrom(runner.seed());
  }

  private boolean lacksFull(long seed) {
    return plan.fullData() == ExperimentPlan.FullData.TRAINED && !points.has(Point.FULL, seed, 0);
  }

  /**
   * @param missing rounds, for the progress display
   */
  void play(int missing) {
    runner.spark();
    try (Console.Progress progress =
            runner.console().progress("Simulate", (long) missing * Advance.OF_ROUND, "steps");
        Crew crew = new Crew(plan.parallel())) {
      Advance advance = new Advance(runner.console(), progress);
      // One seed after the other, so that a first comparison of strategies comes early.
      for (long seed : seeds()) {
        CompletableFuture<Void> started = crew.start(() -> playFirst(seed, advance));
        if (lacksFull(seed)) {
          crew.start(() -> playFull(seed, advance));
        }
        for (String strategy : plan.strategies()) {
          crew.startAfter(started, () -> playLater(strategy, seed, advance, crew));
        }
      }
      crew.finish();
    }
  }

  /** The first round of a seed, which is random whatever the strategy. */
  private void playFirst(long seed, Advance advance) {
    Workspace start = folders.start(seed);
    WorkspaceCopy.make(folders.data(), start);
    StrategySettings.Configured first =
        settings.of(StrategySettings.RANDOM, plan.words().of(0, poolWords));
    Runner here = at(start, "first round", seed, first);
    int wanted = (int) plan.strategies().stream().filter(it -> !points.has(it, seed, 0)).count();
    play(here, first.jobs(), 0, () -> advance.step(wanted));
    plan.strategies().forEach(strategy -> add(here, strategy, 0, advance));
  }

  private void playFull(long seed, Advance advance) {
    Workspace full = folders.full(seed);
    WorkspaceCopy.make(folders.data(), full);
    StrategySettings.Configured all = settings.of(StrategySettings.RANDOM, poolWords);
    Runner here = at(full, Point.FULL, seed, all);
    play(here, all.jobs(), 0, () -> advance.step(1));
    add(here, Point.FULL, 0, advance);
  }

  private void playLater(String strategy, long seed, Advance advance, Crew crew) {
    Workspace run = folders.run(strategy, seed);
    WorkspaceCopy.make(folders.start(seed), run);
    boolean hasMore = true;
    for (int round = 1; hasMore && crew.goesOn() && goesOn(run, round); round++) {
      StrategySettings.Configured later = settings.of(strategy, plan.words().of(round, poolWords));
      Runner here = at(run, strategy, seed, later);
      int wanted = points.has(strategy, seed, round) ? 0 : 1;
      hasMore = play(here, later.jobs(), round, () -> advance.step(wanted));
      if (hasMore) {
        add(here, strategy, round, advance);
      }
    }
  }

  private Runner at(Workspace workspace, String name, long seed, StrategySettings.Configured with) {
    return runner.in(
        workspace, with.config(), seed, new QuietConsole("%s, seed %d".formatted(name, seed)));
  }

  private void add(Runner here, String strategy, int round, Advance advance) {
    if (!points.has(strategy, here.seed(), round)) {
      Published published = here.published();
      Point point = Point.of(published, strategy, here.seed(), round);
      points.add(point, published, runner.host().runIds().get());
      advance.tell(point);
    }
  }

  /**
   * @param step runs {@link Advance#OF_ROUND} times, unless nothing is left to choose
   * @return whether the round took place; it does not once nothing is left to choose
   */
  private static boolean play(Runner here, JobSettings settings, int round, Runnable step) {
    if (!here.published().has(here.workspace().evaluation(round))) {
      if (settings.select().needsScores(round)) {
        here.run(new ScoreJob(settings.score(), round));
      }
      Ending selected = here.run(new SelectJob(settings.select(), settings.labels().weak(), round));
      if (selected.pointer().count("sentences") == 0) {
        return false;
      }
      step.run();
      here.run(new GoldLabelsJob(round));
      here.run(new TrainJob(settings.train(), round));
      step.run();
      here.run(new EvaluateJob(settings.score(), EvaluateSettings.NONE, settings.stop(), round));
      step.run();
    } else {
      IntStream.range(0, Advance.OF_ROUND).forEach(done -> step.run());
    }
    if (round > 0) {
      dropModel(here, round - 1);
    }
    return true;
  }

  /** Nothing needs it any more, and there will be many. */
  private static void dropModel(Runner here, int round) {
    Workspace workspace = here.workspace();
    here.published()
        .latest(workspace.model(round))
        .ifPresent(it -> workspace.remove(workspace.resolve(it.output(ModelOnShelf.OUTPUT))));
  }

  /** For the jobs of concurrent runs: their messages go to the log file alone. */
  private record QuietConsole(String run) implements Console {

    @Override
    public void say(String line) {
      LOG.info("{}: {}", run, line);
    }

    @Override
    public Progress progress(String task, long total, String unit) {
      // The experiment shows its own.
      return Progress.UNSEEN;
    }
  }
}
