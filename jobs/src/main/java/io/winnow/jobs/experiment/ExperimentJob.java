package io.winnow.jobs.experiment;

import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.encoder.ImportModelJob;
import io.winnow.jobs.ingest.Corpus;
import io.winnow.jobs.ingest.CorpusInput;
import io.winnow.jobs.ingest.IngestSettings;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.jobs.ingest.InputException;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.Optional;

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

  /**
   * @throws InputException if there is no test set, or if the data changed
   */
  public Outcome run() {
    requireTestSet();
    ExperimentTerms.of(plan, encoder, runner.config()).agree(runner.workspace());
    ExperimentFolders folders = new ExperimentFolders(runner.workspace());
    long poolWords = prepare(folders.data());
    PointTable points = new PointTable(folders, runner.host().spark());

    Stage stage = new Stage(runner, plan, settings, poolWords, folders, points);
    int missing = stage.missing();
    if (missing > 0) {
      stage.play(missing);
    }
    Report report =
        Report.of(points.read(), poolWords, settings.of(StrategySettings.RANDOM, 1).jobs().stop());
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
      here.run(
          new InitJob(
              ingest,
              settings.of(StrategySettings.RANDOM, 1).jobs().labels(),
              plan.input(),
              plan.holdout()));
    } else {
      requireUnchanged(before, InitJob.SENTENCES, ingest.corpus(plan.input()));
      if (before.manifest(before.corpus()).inputs().containsKey(InitJob.HOLDOUT)) {
        String holdout = plan.holdout().orElse(plan.input());
        requireUnchanged(before, InitJob.HOLDOUT, ingest.holdout(holdout));
      }
    }
    if (!before.has(data.baseModel())) {
      here.run(ImportModelJob.of(encoder));
    }
    Pointer corpus = here.published().corpus();
    requireGold("pool", corpus.count("sentences"), corpus.count("gold_sentences"));
    requireGold(
        "test set", corpus.count("holdout_sentences"), corpus.count("holdout_gold_sentences"));
    return corpus.count("words");
  }

  /** Before the folder is begun: then the same command with a test set can begin it. */
  private void requireTestSet() {
    if (plan.holdout().isPresent() || !ingest.holdsOutNothing()) {
      return;
    }
    try (Corpus corpus = Corpus.read(runner.spark(), ingest.corpus(plan.input()))) {
      if (!corpus.hasOwnHoldout()) {
        throw new InputException(
            "%s: an experiment measures F1, but there is no test set, because init.holdout-share or init.holdout-sentences is 0: give a test set (--holdout FILE), or both settings above 0"
                .formatted(plan.input()));
      }
    }
  }

  /** Points of other data can't be compared, even if the file has the same name. */
  private void requireUnchanged(Published data, String name, CorpusInput input) {
    String then = data.manifest(data.corpus()).inputs().get(name).contentHash();
    String now = Corpus.contentHash(runner.spark(), input);
    if (!now.equals(then)) {
      throw new InputException(
          "%s has the SHA-256 %s, but the experiment in %s was started with %s: restore that file, or give another --to"
              .formatted(input.uri(), now, runner.workspace(), then));
    }
  }

  private void requireGold(String what, long sentences, long labelled) {
    if (sentences == 0 || labelled < sentences) {
      throw new InputException(
          "%s: of the %d sentences of the %s %d have labels; an experiment needs them for all"
              .formatted(plan.input(), sentences, what, labelled));
    }
  }
}
