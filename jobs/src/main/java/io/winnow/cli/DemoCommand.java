package io.winnow.cli;

import io.winnow.config.ConfigReader.Layer;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.demo.DemoJob;
import io.winnow.jobs.report.ReportJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Plays two rounds on a synthetic sample with a simulated vendor.",
      "Without --workspace, in winnow-demo below the system's temporary folder."
    },
    defaultValueProvider = DemoCommand.Defaults.class)
final class DemoCommand implements Callable<Integer> {

  @Mixin private WorkspaceOptions options;

  @Option(
      names = "--encoder",
      paramLabel = "MODEL",
      description = {
        "The encoder, as for 'winnow model import': hf://ORG/NAME or a folder.",
        "Without it, the encoder that comes with Winnow."
      })
  private String encoder;

  private static final String PRESETS =
      """
      init.source = winnow-synthetic-sample
      init.holdout-share = 0.2
      labels.guidelines {
        PER = "Names of people, without titles"
        LOC = "Places: countries, cities, rivers, mountains, streets"
        ORG = "Companies, clubs, parties, authorities, bands"
        PRODUCT = "Things that are sold under a name"
        EVENT = "Named events: wars, storms, festivals, tournaments"
      }
      select.budget-words = 1500
      vendor.annotators-per-sentence = 3
      train { batch-size = 16, min-steps = 120, epochs = 8 }
      round.last = 2
      """;

  /** Only the demo has a default workspace. */
  static final class Defaults implements IDefaultValueProvider {

    @Override
    public String defaultValue(ArgSpec argument) {
      boolean isWorkspace =
          argument instanceof OptionSpec option && option.longestName().equals("--workspace");
      return isWorkspace
          ? Path.of(System.getProperty("java.io.tmpdir"), "winnow-demo").toUri().toString()
          : null;
    }
  }

  @Override
  public Integer call() {
    return options.run(
        List.of(new Layer("the demo's own settings", PRESETS)),
        session -> session.hold(this::play, Function.identity()));
  }

  private Outcome play(Runner runner, WinnowConfig config) {
    Outcome outcome =
        new DemoJob(runner, config.ingest(), config.jobs(), Optional.ofNullable(encoder)).run();
    if (outcome == Outcome.DONE) {
      ReportJob.atTheEnd(runner, config.jobs());
    }
    return outcome;
  }
}
