package io.winnow.jobs.experiment;

import io.winnow.jobs.Console;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.encoder.ImportModelJob;
import io.winnow.jobs.ingest.Corpus;
import io.winnow.jobs.ingest.IngestSettings;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.jobs.ingest.InputException;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Plays every strategy with every seed on labelled data, through the jobs of real rounds, and
 * measures each round. What was played before is not played again.
 *
 * @param runner of the experiment's folder
 * @param encoder URI of a checkpoint folder; empty: the encoder that comes with Winnow
 */
public record ExperimentJob(
    Runner runner,
    ExperimentPlan plan,
    IngestSettings ingest,
    StrategySettings settings,
    Optional<String> encoder) {

  private static final String PAGE = "report.html";

  public Outcome run() {
    ExperimentTerms.of(plan, encoder, runner.config()).agree(runner.workspace());
    ExperimentFolders folders = new ExperimentFolders(runner.workspace());
    long poolWords = prepare(folders.data());
    PointTable points = new PointTable(folders, runner.host().spark());

    Standing standing = new Standing(plan, poolWords, folders, points);
    int missing = missing(standing);
    if (missing > 0) {
      play(standing, missing);
    }
    Report report = Report.of(points.read(), poolWords, first(1).jobs().stop());
    runner.workspace().replaceText(PAGE, new ExperimentPage(report, plan.input()).html());
    runner.console().say("");
    runner.console().say(SummaryText.of(report).stripTrailing());
    runner.console().say("\nCharts: %s/%s".formatted(runner.workspace(), PAGE));
    return missing > 0 ? Outcome.DONE : Outcome.DONE_BEFORE;
  }

  /**
   * Reads the data and the encoder, once for all runs.
   *
   * @return words in the pool
   */
  private long prepare(Workspace data) {
    Runner here = runner.in(data, runner.config(), runner.seed(), runner.console());
    Published before = here.published();
    if (!before.has(data.corpus())) {
      here.run(new InitJob(ingest, first(1).jobs().labels(), plan.input(), plan.holdout()));
    } else {
      requireUnchanged(before, InitJob.SENTENCES, plan.input());
      plan.holdout().ifPresent(holdout -> requireUnchanged(before, InitJob.HOLDOUT, holdout));
    }
    if (!before.has(data.baseModel())) {
      here.run(new ImportModelJob(encoder, Optional.empty()));
    }
    Pointer corpus = here.published().corpus();
    requireGold("pool", corpus.count("sentences"), corpus.count("gold_sentences"));
    requireGold(
        "test set", corpus.count("holdout_sentences"), corpus.count("holdout_gold_sentences"));
    return corpus.count("words");
  }

  /** Points of other data can't be compared, even if the file has the same name. */
  private void requireUnchanged(Published data, String name, String uri) {
    String then = data.manifest(data.corpus()).inputs().get(name).contentHash();
    String now = Corpus.contentHash(runner.spark(), uri);
    if (!now.equals(then)) {
      throw new InputException(
          "%s has the SHA-256 %s, but the experiment in %s was begun with %s: bring that back, or give another --to"
              .formatted(uri, now, runner.workspace(), then));
    }
  }

  private void requireGold(String what, long sentences, long labelled) {
    if (sentences == 0 || labelled < sentences) {
      throw new InputException(
          "%s: of the %d sentences of the %s %d have labels; an experiment needs them for all"
              .formatted(plan.input(), sentences, what, labelled));
    }
  }

  private int missing(Standing standing) {
    int missing = 0;
    for (long seed : seeds()) {
      if (isFullWanted() && !standing.points().has(Point.FULL, seed, 0)) {
        missing++;
      }
      for (String strategy : plan.strategies()) {
        missing += standing.missing(strategy, seed);
      }
    }
    return missing;
  }

  private void play(Standing standing, int missing) {
    long poolWords = standing.poolWords();
    runner.spark();
    try (Console.Progress progress = runner.console().progress("Simulate", missing, "rounds");
        Crew crew = new Crew(plan.parallel())) {
      Stage stage = new Stage(runner, standing, new Tally(runner.console(), progress), crew);
      for (long seed : seeds()) {
        StrategySettings.Configured first = first(plan.words().of(0, poolWords));
        CompletableFuture<Void> started =
            crew.start(() -> stage.playFirst(seed, first, plan.strategies()));
        if (isFullWanted()) {
          StrategySettings.Configured full = first(poolWords);
          crew.start(() -> stage.playFull(seed, full));
        }
        for (String strategy : plan.strategies()) {
          IntFunction<StrategySettings.Configured> later =
              round -> settings.of(strategy, plan.words().of(round, poolWords));
          crew.startAfter(started, () -> stage.playLater(strategy, seed, later));
        }
      }
      crew.finish();
    }
  }

  private StrategySettings.Configured first(long words) {
    return settings.of(StrategySettings.RANDOM, words);
  }

  private List<Long> seeds() {
    return plan.seedsFrom(runner.seed());
  }

  private boolean isFullWanted() {
    return plan.fullData() == ExperimentPlan.FullData.TRAINED;
  }

  /** Counts rounds for the progress display. */
  static final class Tally {
    private final Console console;
    private final Console.Progress progress;
    private int done;

    Tally(Console console, Console.Progress progress) {
      this.console = console;
      this.progress = progress;
    }

    synchronized void add(Point point) {
      done++;
      progress.at(done, "");
      console.say(
          "%s: %,d words, F1 %.4f; %s"
              .formatted(point.name(), point.words(), point.f1(), Seconds.text(point.seconds())));
    }
  }
}
