package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.api.Session;
import io.winnow.cli.WorkspaceOptions.ConfigOptions;
import io.winnow.config.ConfigReader.Layer;
import io.winnow.config.Overrides;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.experiment.ExperimentJob;
import io.winnow.jobs.experiment.ExperimentPlan;
import io.winnow.jobs.experiment.RoundWords;
import io.winnow.jobs.experiment.StrategySettings;
import io.winnow.jobs.experiment.WordAmount;
import io.winnow.jobs.round.JobSettings;
import io.winnow.selection.QueryStrategy;
import io.winnow.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "simulate",
    description = {
      "Simulates whole experiments on labelled data: how many words each strategy needs.",
      "The same command resumes where it was stopped; strategies, seeds and rounds may be added.",
      "WORDS are a number, or a share of the pool's words such as 2.5%%."
    })
final class SimulateCommand implements Callable<Integer> {

  /**
   * Sums over several threads come out otherwise than over one: with one each, results are the same
   * however many runs there are at a time.
   */
  private static final Layer PRESETS =
      new Layer("the simulation's own settings", "train.threads = 1");

  /** A training's process takes about 1 GiB, and the model that scores some more. */
  private static final long BYTES_A_RUN = 3L << 29;

  @Option(
      names = {"-i", "--input"},
      required = true,
      paramLabel = "URI",
      description = "Labelled sentences, as for init: the pool.")
  private String input;

  @Option(
      names = "--holdout",
      paramLabel = "URI",
      description = "A labelled test set. Without it a random part of the input is held out.")
  private String holdout;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder of the experiment, on any Hadoop file system.")
  private String folder;

  @Option(
      names = "--strategy",
      paramLabel = "STRATEGY",
      description = {
        "As for select.strategy: random, mnlp, \"mnlp + dedupe + explore(0.1)\".",
        "May be repeated (default: random and what select.strategy says)."
      })
  private List<String> strategies = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of each strategy (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--initial-words",
      paramLabel = "WORDS",
      defaultValue = "2%",
      description = "Labelled at random before the first model (default: ${DEFAULT-VALUE}).")
  private String initialWords;

  @Option(
      names = "--words-per-round",
      paramLabel = "WORDS",
      defaultValue = "2.5%",
      description = "Labelled in the round after that (default: ${DEFAULT-VALUE}).")
  private String wordsPerRound;

  @Option(
      names = "--growth",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = {
        "What each later round labels, as a multiple of the one before",
        "(default: ${DEFAULT-VALUE}). Curves bend at small label counts: 1.5 puts more points"
            + " there."
      })
  private double growth;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds at most, the random one included (default: 8, or up to the target).")
  private Integer rounds;

  @Option(
      names = "--target-words",
      paramLabel = "WORDS",
      description = "No round begins once this many words are labelled.")
  private String targetWords;

  @Option(
      names = "--full",
      description = "Also trains on all data, once per seed: the F1 to reach.")
  private boolean full;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "As for 'winnow model import': hf://ORG/NAME or a folder (default: the bundled encoder).")
  private String model;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = {
        "Concurrent runs; they share the cores",
        "(default: one per core, fewer if memory is short)."
      })
  private Integer parallel;

  @Mixin private ConfigOptions settings;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    Workspace home = WorkspaceOptions.workspace(folder, command);
    int runsAtATime = parallel == null ? roomFor(runs()) : parallel;
    Session session = settings.session(home, command, List.of(PRESETS));
    JobSettings jobs = session.config().jobs();
    ExperimentPlan plan = plan(jobs.select().strategy(), runsAtATime);
    StrategySettings byStrategy =
        (strategy, words) -> configured(session, jobs.score().functions(), strategy, words);
    // Checks all settings before hours of work.
    plan.strategies().forEach(strategy -> byStrategy.of(strategy, 1));
    Outcome outcome =
        session.hold(
            (runner, config) ->
                new ExperimentJob(
                        runner, plan, config.ingest(), byStrategy, Optional.ofNullable(model))
                    .run(),
            Function.identity());
    return ExitCode.of(outcome).code();
  }

  private static StrategySettings.Configured configured(
      Session session, List<String> functions, String strategy, long words) {
    List<String> budget = List.of("select.budget-words=" + words, "select.budget-sentences=0");
    WinnowConfig config =
        session.with(Overrides.ofStrategy(strategy, functions)).with(budget).config();
    return new StrategySettings.Configured(config.jobs(), config.resolved());
  }

  /** Where no strategy is named two are played: at random, and what is configured. */
  private int runs() {
    return seeds * (strategies.isEmpty() ? 2 : strategies.size());
  }

  /** How many of so many runs have a core and, outside Java's heap, memory. */
  private static int roomFor(int runs) {
    var machine =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long beside = machine.getTotalMemorySize() - Runtime.getRuntime().maxMemory();
    long room = Math.min(Runtime.getRuntime().availableProcessors(), beside / BYTES_A_RUN);
    return (int) Math.max(1, Math.min(runs, room));
  }

  /** Strategies as they are printed, so that two spellings of one are the same. */
  private ExperimentPlan plan(QueryStrategy configured, int runsAtATime) {
    try {
      return new ExperimentPlan(
          input,
          Optional.ofNullable(holdout),
          strategies.isEmpty()
              ? List.of(StrategySettings.RANDOM, configured.toString())
              : strategies.stream().map(it -> QueryStrategy.parse(it).toString()).toList(),
          seeds,
          new RoundWords(WordAmount.parse(initialWords), WordAmount.parse(wordsPerRound), growth),
          rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds),
          Optional.ofNullable(targetWords).map(WordAmount::parse),
          full ? ExperimentPlan.FullData.TRAINED : ExperimentPlan.FullData.LEFT_OUT,
          runsAtATime);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
