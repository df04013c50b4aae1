package io.winnow.cli;

import io.winnow.config.ConfigReader.Layer;
import io.winnow.config.WinnowConfig;
import io.winnow.files.OwnFiles;
import io.winnow.files.RunFolder;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.demo.DemoJob;
import io.winnow.jobs.report.ReportJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Plays two rounds on a synthetic sample with a simulated vendor.",
      "Without --workspace, in winnow-demo below the system's temporary folder."
    },
    defaultValueProvider = DemoCommand.Defaults.class)
final class DemoCommand implements Callable<Integer> {

  private static final String WORKSPACE = "--workspace";

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
          argument instanceof OptionSpec option && option.longestName().equals(WORKSPACE);
      return isWorkspace ? folder().toUri().toString() : null;
    }

    private static Path folder() {
      return RunFolder.base().resolve("winnow-demo");
    }
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!spec.commandLine().getParseResult().hasMatchedOption(WORKSPACE)) {
      requireOwn(Defaults.folder());
    }
    return options.run(
        List.of(new Layer("the demo's own settings", PRESETS)),
        session -> session.hold(this::play, Function.identity()));
  }

  /** In a folder where everybody may write, its name is known to everybody. */
  private void requireOwn(Path folder) {
    try {
      OwnFiles.folder(folder, RunFolder.current().me())
          .ifPresent(
              objection -> {
                throw new ParameterException(
                    spec.commandLine(),
                    "%s %s; choose another folder with %s".formatted(folder, objection, WORKSPACE));
              });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder " + folder, e);
    }
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
